import { crc32 } from './crc32.ts';

/** What may be bent in an entry. */
export interface EntryBend {
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  readonly size?: number;
  readonly packed?: number;
  readonly headerAt?: number;
}

/** What may be bent in the records of zip64. */
export interface Zip64Bend {
  readonly locatorAt?: number;
  readonly begin?: number;
  readonly count?: number;
  /** Of the extra fields. */
  readonly extraBytes?: number;
}

/**
 * A zip file of stored entries, which need not be right.
 * @param zip64 writes all sizes and places of the directory as files of 4 GiB and more have them
 */
export function zipFile(
  entries: readonly (readonly [name: string, bytes: Uint8Array, bend?: EntryBend])[],
  zip64?: Zip64Bend,
): Uint8Array {
  const parts: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let at = 0;
  for (const [name, bytes, bend = {}] of entries) {
    const text = new TextEncoder().encode(name);
    const { method = 0, flags = 0, crc = crc32(bytes), size = bytes.length, packed = size, headerAt = at } = bend;
    const common = [u16(flags), u16(method), u32(0), u32(crc), u32(packed), u32(size), u16(text.length), u16(0)].flat();
    const local = Uint8Array.from([...u32(0x04034b50), ...u16(20), ...common, ...text]);
    const full = [u16(flags), u16(method), u32(0), u32(crc), u32(FULL), u32(FULL), u16(text.length)].flat();
    const wide = [u16(1), u16(zip64?.extraBytes ?? 24), u64(size), u64(packed), u64(headerAt)].flat();
    const extra = [...u16(7), ...u16(3), 0, 0, 0, ...wide]; // a field of another kind comes first
    const record = zip64 ? [...full, ...u16(extra.length)] : common;
    central.push(
      Uint8Array.from([
        ...u32(0x02014b50),
        ...u16(20),
        ...u16(20),
        ...record,
        ...Array.from({ length: 10 }, () => 0),
        ...u32(zip64 ? FULL : headerAt),
        ...text,
        ...(zip64 ? extra : []),
      ]),
    );
    parts.push(local, bytes);
    at += local.length + bytes.length;
  }
  const size = central.reduce((sum, { length }) => sum + length, 0);
  const [count, begin] = [zip64?.count ?? entries.length, zip64?.begin ?? at];
  const record = [...u32(0x06064b50), ...u64(44), ...u16(45), ...u16(45), ...u32(0), ...u32(0)];
  const numbers = [...u64(count), ...u64(count), ...u64(size), ...u64(begin)];
  const locator = [...u32(0x07064b50), ...u32(0), ...u64(zip64?.locatorAt ?? at + size), ...u32(1)];
  const short = zip64 ? [...u16(0xffff), ...u16(0xffff), ...u32(FULL), ...u32(FULL)] : [];
  const plain = [...u16(count), ...u16(count), ...u32(size), ...u32(begin)];
  const end = [...u32(0x06054b50), 0, 0, 0, 0, ...(zip64 ? short : plain), 0, 0];
  const last = Uint8Array.from(zip64 ? [...record, ...numbers, ...locator, ...end] : end);
  return new Uint8Array(Buffer.concat([...parts, ...central, last]));
}

const FULL = 0xffffffff;
const u16 = (value: number): number[] => [value & 255, (value >>> 8) & 255];
const u32 = (value: number): number[] => [...u16(value), ...u16(value >>> 16)];
const u64 = (value: number): number[] => [...u32(value % 2 ** 32), ...u32(Math.floor(value / 2 ** 32))];

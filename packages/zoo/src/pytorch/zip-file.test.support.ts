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

/** A zip file of stored entries, which need not be right. */
export function zipFile(
  entries: readonly (readonly [name: string, bytes: Uint8Array, bend?: EntryBend])[],
): Uint8Array {
  const parts: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let at = 0;
  for (const [name, bytes, bend = {}] of entries) {
    const text = new TextEncoder().encode(name);
    const { method = 0, flags = 0, crc = crc32(bytes), size = bytes.length, packed = size, headerAt = at } = bend;
    const common = [u16(flags), u16(method), u32(0), u32(crc), u32(packed), u32(size), u16(text.length), u16(0)].flat();
    const local = Uint8Array.from([...u32(0x04034b50), ...u16(20), ...common, ...text]);
    central.push(
      Uint8Array.from([
        ...u32(0x02014b50),
        ...u16(20),
        ...u16(20),
        ...common,
        ...Array.from({ length: 10 }, () => 0),
        ...u32(headerAt),
        ...text,
      ]),
    );
    parts.push(local, bytes);
    at += local.length + bytes.length;
  }
  const size = central.reduce((sum, { length }) => sum + length, 0);
  const count = u16(entries.length);
  const end = Uint8Array.from([...u32(0x06054b50), 0, 0, 0, 0, ...count, ...count, ...u32(size), ...u32(at), 0, 0]);
  return new Uint8Array(Buffer.concat([...parts, ...central, end]));
}

const u16 = (value: number): number[] => [value & 255, (value >>> 8) & 255];
const u32 = (value: number): number[] => [...u16(value), ...u16(value >>> 16)];

import { WeightsError } from '@cv/tensor/errors';
import { type Reading, range } from '../files/reading.ts';
import { shorten } from '../files/shorten.ts';

const END = 0x06054b50;
const END_BYTES = 22;
const END64 = 0x06064b50;
const END64_BYTES = 56;
const LOCATOR64 = 0x07064b50;
const LOCATOR64_BYTES = 20;
const CENTRAL = 0x02014b50;
const CENTRAL_BYTES = 46;
/** A comment after the end record is at most this long. */
const LONGEST_COMMENT = 0xffff;
/** Stands in a field of 4 bytes whose value is in the records of zip64. */
const FULL = 0xffffffff;
/** Kind of the extra field with the numbers of zip64. */
const EXTRA64 = 1;
/** A directory takes about 100 bytes for each storage. */
const MOST_BYTES = 128 * 2 ** 20;

/** What the directory says of an entry; not checked yet. */
export interface ZipEntry {
  readonly flags: number;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly crc: number;
  readonly headerAt: number;
}

interface Directory {
  readonly begin: number;
  readonly end: number;
  readonly count: number;
}

/**
 * Reads the directory at the end of a zip file of `size` bytes, also of one of zip64 (4 GiB and more).
 * @throws WeightsError when there is none, or it is damaged.
 */
export function* readZipDirectory(size: number): Reading<ReadonlyMap<string, ZipEntry>> {
  const { begin, end, count } = yield* findDirectory(size);
  if (!(end <= size) || end - begin > MOST_BYTES) throw zipError('its directory is damaged');
  const bytes = yield* range(begin, end);
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let i = 0; i < count; i++) at = readCentral(bytes, at, entries);
  return entries;
}

function* findDirectory(size: number): Reading<Directory> {
  const tailAt = Math.max(0, size - END_BYTES - LONGEST_COMMENT - LOCATOR64_BYTES);
  const tail = yield* range(tailAt, size);
  const data = viewOf(tail);
  let at = tail.length - END_BYTES;
  while (at >= 0 && at >= tail.length - END_BYTES - LONGEST_COMMENT && data.getUint32(at, true) !== END) at--;
  if (at < 0 || data.getUint32(at, true) !== END) throw zipError('it has no directory at its end; the file is cut off');
  const [count, bytes, begin] = [
    data.getUint16(at + 10, true),
    data.getUint32(at + 12, true),
    data.getUint32(at + 16, true),
  ];
  // PyTorch writes the records of zip64 always; these fields are full only where zip64 is needed.
  if (count === 0xffff || bytes === FULL || begin === FULL)
    return yield* findDirectory64(data, at - LOCATOR64_BYTES, size);
  if (begin + bytes > tailAt + at) throw zipError('its directory is damaged');
  return { begin, end: begin + bytes, count };
}

function* findDirectory64(tail: DataView, at: number, size: number): Reading<Directory> {
  if (at < 0 || tail.getUint32(at, true) !== LOCATOR64) throw zipError('its directory is damaged');
  const recordAt = wide(tail, at + 8);
  if (!(recordAt + END64_BYTES <= size)) throw zipError('its directory is damaged');
  const record = viewOf(yield* range(recordAt, recordAt + END64_BYTES));
  const [count, bytes, begin] = [wide(record, 32), wide(record, 40), wide(record, 48)];
  if (record.getUint32(0, true) !== END64 || !(begin + bytes <= recordAt)) throw zipError('its directory is damaged');
  return { begin, end: begin + bytes, count };
}

/** @returns where the next record starts */
function readCentral(bytes: Uint8Array, at: number, entries: Map<string, ZipEntry>): number {
  const data = viewOf(bytes);
  if (at + CENTRAL_BYTES > bytes.length || data.getUint32(at, true) !== CENTRAL)
    throw zipError('its directory is damaged');
  const nameEnd = at + CENTRAL_BYTES + data.getUint16(at + 28, true);
  const extraEnd = nameEnd + data.getUint16(at + 30, true);
  const next = extraEnd + data.getUint16(at + 32, true);
  if (next > bytes.length) throw zipError('its directory is damaged');
  const name = new TextDecoder().decode(bytes.subarray(at + CENTRAL_BYTES, nameEnd));
  if (entries.has(name)) throw zipError(`the entry ${shorten(name)} stands twice`);
  const narrow = [24, 20, 42].map((place) => data.getUint32(at + place, true));
  const [size, packed, headerAt] = widened(narrow, viewOf(bytes.subarray(nameEnd, extraEnd)));
  entries.set(name, {
    flags: data.getUint16(at + 8, true),
    method: data.getUint16(at + 10, true),
    packed: packed!,
    size: size!,
    crc: data.getUint32(at + 16, true),
    headerAt: headerAt!,
  });
  return next;
}

/** The numbers of an entry, those of zip64 in the place of full ones. */
function widened(narrow: readonly number[], extra: DataView): readonly number[] {
  if (!narrow.includes(FULL)) return narrow;
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
    if (extra.getUint16(at, true) !== EXTRA64) continue;
    const end = at + 4 + extra.getUint16(at + 2, true);
    let place = at + 4;
    return narrow.map((value) => {
      if (value !== FULL) return value;
      if (place + 8 > Math.min(end, extra.byteLength)) throw zipError('its directory is damaged');
      place += 8;
      return wide(extra, place - 8);
    });
  }
  return narrow; // just one byte below 4 GiB
}

/** 8 bytes as a number; one that no number holds is past the end of any file. */
const wide = (data: DataView, at: number): number => Number(data.getBigUint64(at, true));

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** What is wrong with a zip file. */
export function zipError(reason: string): WeightsError {
  return new WeightsError(`PyTorch file: the zip file cannot be read: ${reason}`);
}

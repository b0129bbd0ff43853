import { WeightsError } from '@cv/tensor/errors';
import type { ByteSource } from './byte-source.ts';

/** Bytes that a reader asks for, from the start of the file. */
interface ByteRange {
  readonly begin: number;
  readonly end: number;
}

/**
 * Work that asks for ranges of a file and goes on with their bytes. Who runs it decides whether they are there at once or come over time,
 * so that each format is read by one piece of code.
 */
export type Reading<T> = Generator<ByteRange, T, Uint8Array>;

/** Asks for the bytes from `begin` up to `end`. */
export function* range(begin: number, end: number): Reading<Uint8Array> {
  return yield { begin, end };
}

/** Runs the work on bytes in memory; the ranges are views of them. */
export function readNow<T>(bytes: Uint8Array, work: Reading<T>): T {
  let step = work.next();
  while (step.done !== true) step = work.next(bytes.subarray(step.value.begin, step.value.end));
  return step.value;
}

/**
 * Runs the work on a source.
 * @throws WeightsError when the source gives another number of bytes than it was asked for; whatever else the source throws.
 */
export async function readFrom<T>(source: ByteSource, work: Reading<T>): Promise<T> {
  let step = work.next();
  while (step.done !== true) step = work.next(await readExactly(source, step.value));
  return step.value;
}

async function readExactly(source: ByteSource, { begin, end }: ByteRange): Promise<Uint8Array> {
  if (begin === end) return new Uint8Array(0);
  const bytes = await source.read(begin, end);
  if (bytes.length === end - begin) return bytes;
  throw new WeightsError(
    `the source gave ${bytes.length} bytes, expected the ${end - begin} of ${begin} to ${end}; the file was cut off or changed meanwhile`,
    { begin, end, received: bytes.length },
  );
}

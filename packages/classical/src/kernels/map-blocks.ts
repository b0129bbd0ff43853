import { LEVELS_BLOCK, type LevelsKernel } from './levels-kernel.ts';
import { Scratch } from './scratch.ts';

/** Takes addresses: of bytes, how many of them, of a table, and where the results go. */
type ByteWork = (from: number, length: number, table: number, to: number) => void;

/**
 * A byte for each byte, block by block through the memory of the kernel.
 * @param table what the work looks up; may be empty
 * @param work lengths are multiples of 16
 */
export function mapBlocks(kernel: LevelsKernel, data: Uint8Array, table: Uint8Array, work: ByteWork): Uint8Array {
  const scratch = new Scratch(kernel.memory);
  const [from, to, tableAt] = [scratch.take(LEVELS_BLOCK), scratch.take(LEVELS_BLOCK), scratch.take(table.length)];
  const buffer = scratch.ready();
  const [source, target] = [new Uint8Array(buffer, from, LEVELS_BLOCK), new Uint8Array(buffer, to, LEVELS_BLOCK)];
  new Uint8Array(buffer, tableAt, table.length).set(table);
  const out = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at += LEVELS_BLOCK) {
    const length = Math.min(LEVELS_BLOCK, data.length - at);
    source.set(data.subarray(at, at + length));
    work(from, (length + 15) & -16, tableAt, to);
    out.set(target.subarray(0, length), at);
  }
  return out;
}

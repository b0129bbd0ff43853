import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Rng } from '@cv/tensor/rng';

const SIDE = 28;

/** How many pictures each half has. */
export interface Counts {
  readonly train?: number;
  readonly test?: number;
}

/**
 * Writes a data set in the files of MNIST, made at random from a seed: class k is a bright square at the k-th of ten places, on noise.
 * Easy to learn, so that a few steps tell a training from none.
 */
export async function writeSmallMnist(folder: string, { train = 640, test = 200 }: Counts = {}): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [stem, count] of [
    ['train', train],
    ['t10k', test],
  ] as const) {
    const { images, labels } = samples(count, new Rng(3).split(stem));
    await writeFile(join(folder, `${stem}-images-idx3-ubyte.gz`), gzipSync(idx([count, SIDE, SIDE], images)));
    await writeFile(join(folder, `${stem}-labels-idx1-ubyte`), idx([count], labels));
  }
  return folder;
}

function samples(count: number, rng: Rng): { images: Uint8Array; labels: Uint8Array } {
  const images = rng.fillBytes(new Uint8Array(count * SIDE * SIDE)).map((value) => value >> 2);
  const labels = Uint8Array.from({ length: count }, () => rng.integer(0, 10));
  for (const [i, label] of labels.entries()) {
    const [top, left] = [4 + 11 * Math.floor(label / 5), 3 + 5 * (label % 5)];
    for (let y = top; y < top + 7; y++)
      images.fill(230, (i * SIDE + y) * SIDE + left, (i * SIDE + y) * SIDE + left + 4);
  }
  return { images, labels };
}

/** The bytes of an IDX file of uint8. */
export function idx(shape: readonly number[], data: Uint8Array): Uint8Array {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, 8, shape.length]);
  shape.forEach((size, axis) => {
    header.writeUInt32BE(size, 4 + 4 * axis);
  });
  return Buffer.concat([header, data]);
}

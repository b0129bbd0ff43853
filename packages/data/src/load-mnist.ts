import { DataError } from '@cv/tensor/errors';
import { ArrayDataset } from './array-dataset.ts';
import { type IdxArray, readIdx } from './read-idx.ts';

/** Which half of MNIST: 60,000 pictures to train on, 10,000 to test with. */
export type MnistSplit = 'train' | 'test';

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
const PREFIX = { train: 'train', test: 't10k' } as const;

/** The names under which the files go round. */
function names(split: MnistSplit, kind: 'images-idx3' | 'labels-idx1'): string[] {
  const stem = `${PREFIX[split]}-${kind}-ubyte`;
  const dotted = stem.replace('-idx', '.idx');
  return [stem, `${stem}.gz`, dotted, `${dotted}.gz`];
}

/**
 * Loads MNIST (or a set in the same files, such as Fashion-MNIST or EMNIST digits) from its IDX files.
 *
 * @param split which half
 * @param options.readFile returns the bytes of a file of the data folder, or undefined when there is none of that name;
 *   `train-images-idx3-ubyte`, the same with `.idx3`, and both with `.gz` are tried
 * @param options.classes class names in label order
 * @returns pictures `[28, 28, 1]`, values 0..255, white digit on black
 * @throws DataError when a file is missing or damaged, pictures and labels differ in number, or a label has no class
 * @example
 * ```ts
 * const train = await loadMnist('train', { readFile: (name) => readFileIfThere(join(folder, name)) });
 * ```
 */
export async function loadMnist(
  split: MnistSplit,
  {
    readFile,
    classes = DIGITS,
  }: { readonly readFile: (name: string) => Promise<Uint8Array | undefined>; readonly classes?: readonly string[] },
): Promise<ArrayDataset> {
  const [images, labels] = [
    await firstFile(names(split, 'images-idx3'), readFile, 3),
    await firstFile(names(split, 'labels-idx1'), readFile, 1),
  ];
  const [count, height, width] = images.array.shape as [number, number, number];
  const labelCount = labels.array.shape[0]!;
  if (count !== labelCount) {
    throw new DataError(
      `MNIST ${split}: ${images.name} has ${count} pictures, ${labels.name} has ${labelCount} labels; expected as many of each`,
      { pictures: count, labels: labelCount },
    );
  }
  return new ArrayDataset({
    images: images.array.data as Uint8Array,
    shape: [height, width, 1],
    labels: labels.array.data,
    classes,
    name: labels.name,
  });
}

async function firstFile(
  candidates: readonly string[],
  readFile: (name: string) => Promise<Uint8Array | undefined>,
  rank: number,
): Promise<{ readonly name: string; readonly array: IdxArray }> {
  for (const name of candidates) {
    const bytes = await readFile(name);
    if (bytes === undefined) continue;
    const array = await readIdx(bytes, { name });
    if (array.dtype !== 'uint8' || array.shape.length !== rank) {
      throw new DataError(
        `${name}: holds ${array.dtype} of shape ${array.shape.join('x')}, expected uint8 of rank ${rank}`,
        {
          name,
          dtype: array.dtype,
          shape: array.shape,
        },
      );
    }
    return { name, array };
  }
  throw new DataError(`MNIST: no ${candidates[0]} here; looked for ${candidates.join(', ')}`, { candidates });
}

import { ArrayDataset, loadMnist } from '@cv/data';
import type { Picture } from '@cv/image';
import { DataError } from '@cv/tensor/errors';
import { models, preprocess } from '@cv/zoo';
import type { TrainingData } from './training-types.ts';

const { labels: DIGITS, preprocessing } = models.lenet5;

/** A drawn digit and what it is. */
export interface LabelledPicture {
  readonly picture: Picture;
  readonly label: number;
}

/**
 * MNIST from files that were dropped into the page: pictures and labels of the training half; of the test half where they are there, too.
 * @throws DataError when a file is missing or damaged
 */
export async function mnistFromFiles(files: readonly File[]): Promise<TrainingData> {
  const readFile = async (name: string): Promise<Uint8Array | undefined> => {
    const file = files.find((one) => one.name.toLowerCase() === name);
    return file && new Uint8Array(await file.arrayBuffer());
  };
  const train = requireDigitSize(await loadMnist('train', { readFile }));
  const hasTest = files.some(({ name }) => name.toLowerCase().startsWith('t10k-'));
  const test = hasTest ? requireDigitSize(await loadMnist('test', { readFile })) : undefined;
  const title = `${train.length.toLocaleString('en')} pictures${test ? `, tested on ${test.length.toLocaleString('en')}` : ''}`;
  return { title, train, ...(test && { test }) };
}

/**
 * Drawn digits as training data, each repeated until there are enough for a batch: augmentation makes every copy another picture.
 * @throws DataError when there are fewer than two different digits
 */
export function drawnDigits(drawn: readonly LabelledPicture[], atLeast: number): TrainingData {
  if (new Set(drawn.map(({ label }) => label)).size < 2) {
    throw new DataError('draw at least two different digits: with one there is nothing to tell apart', {
      drawn: drawn.length,
    });
  }
  const [height, width] = preprocessing.size;
  const { images } = preprocess(
    drawn.map(({ picture }) => picture),
    { ...preprocessing, mean: [0], std: [1] },
  );
  const times = Math.max(1, Math.ceil(atLeast / drawn.length));
  const pixels = Uint8Array.from(images, (value) => Math.round(value * 255));
  const repeated = new Uint8Array(pixels.length * times);
  for (let i = 0; i < times; i++) repeated.set(pixels, i * pixels.length);
  const train = new ArrayDataset({
    images: repeated,
    shape: [height, width, 1],
    labels: Array.from({ length: drawn.length * times }, (_, i) => drawn[i % drawn.length]!.label),
    classes: DIGITS,
    name: 'drawn digits',
  });
  return { title: `${drawn.length} drawn digits`, train };
}

function requireDigitSize(data: ArrayDataset): ArrayDataset {
  const [height, width] = preprocessing.size;
  if (data.shape[0] === height && data.shape[1] === width) return data;
  throw new DataError(
    `the pictures are ${data.shape[1]} x ${data.shape[0]} pixels, LeNet-5 takes ${width} x ${height}`,
    {
      shape: data.shape,
    },
  );
}

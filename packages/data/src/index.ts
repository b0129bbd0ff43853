export { ArrayDataset, type ArrayDatasetOptions } from './array-dataset.ts';
export type { Augmentation } from './augmentation.ts';
export type { Batch, BatchSource } from './batch.ts';
export type { ImageDataset, PictureShape, Sample } from './dataset.ts';
export { loadMnist, type MnistSplit } from './load-mnist.ts';
export { Loader, type LoaderOptions } from './loader.ts';
export type { Normalization } from './normalization.ts';
export { type RandomAffineOptions, randomAffine } from './random-affine.ts';
export { type IdxArray, readIdx } from './read-idx.ts';

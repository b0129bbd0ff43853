export { ArrayDataset, type ArrayDatasetOptions } from './array-dataset.ts';
export type { Augmentation } from './augmentation.ts';
export type { ImageDataset, PictureShape, Sample } from './dataset.ts';
export { loadMnist, type MnistSplit } from './load-mnist.ts';
export { type Batch, Loader, type LoaderOptions, type Normalization } from './loader.ts';
export { type RandomAffineOptions, randomAffine } from './random-affine.ts';
export { type IdxArray, readIdx } from './read-idx.ts';

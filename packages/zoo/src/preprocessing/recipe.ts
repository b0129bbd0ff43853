import type { ResizeFilter } from '@cv/classical';

/** How a picture becomes the input that a model was trained on. */
export interface PreprocessingRecipe {
  /** Height and width of the input in pixels. */
  readonly size: readonly [height: number, width: number];
  /** The filter with which pixels are resized, antialiased. */
  readonly interpolation: ResizeFilter;
  /**
   * `pad` keeps the proportions and fills up with the background; `crop` resizes the shorter side to {@link resize} and cuts
   * out the middle.
   */
  readonly fit: 'pad' | 'crop';
  /** Length of the shorter side before the middle is cut out; the shorter side of {@link size} when left out. */
  readonly resize?: number;
  /**
   * A picture whose shorter side is below {@link resize}: `enlarge`, as torchvision does (when left out), or `keep` it, and enlarge only one
   * that does not even cover the {@link size}.
   */
  readonly smaller?: 'enlarge' | 'keep';
  /** What the channels of the input are. */
  readonly channels: 'gray' | 'rgb' | 'bgr';
  /** `light-on-dark`: a picture with a light border is inverted, so that a dark digit on paper looks like a trained one. */
  readonly polarity: 'as-is' | 'light-on-dark';
  /** Subtracted from each channel of a 0 to 1 picture. */
  readonly mean: readonly number[];
  /** Divides what is left. */
  readonly std: readonly number[];
}

/** MNIST: white digits on black, 28 x 28, mean and standard deviation of its 60,000 training pictures. */
export const mnistRecipe: PreprocessingRecipe = {
  size: [28, 28],
  interpolation: 'bilinear',
  fit: 'pad',
  channels: 'gray',
  polarity: 'light-on-dark',
  mean: [0.1307],
  std: [0.3081],
};

/** Divides 0 to 1 to what the bytes say, 0 to 255. */
const byteScale = 1 / 255;

/** Digits as they are, 0 to 255. */
export const rawDigitRecipe: PreprocessingRecipe = { ...mnistRecipe, mean: [0], std: [byteScale] };

const imagenetStatistics = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] } as const;

/** CIFAR-10 as the published CIFAR ResNets were trained: 32 x 32, normalised by the constants of ImageNet. */
export const cifarRecipe: PreprocessingRecipe = {
  size: [32, 32],
  interpolation: 'bilinear',
  fit: 'crop',
  channels: 'rgb',
  polarity: 'as-is',
  ...imagenetStatistics,
};

/** Small pictures as they are, 0 to 255. */
export const rawCifarRecipe: PreprocessingRecipe = {
  ...cifarRecipe,
  mean: [0, 0, 0],
  std: [byteScale, byteScale, byteScale],
};

/** torchvision's evaluation of ImageNet models: shorter side 256, the middle 224 x 224. */
export const imagenetRecipe: PreprocessingRecipe = {
  size: [224, 224],
  interpolation: 'bilinear',
  fit: 'crop',
  resize: 256,
  channels: 'rgb',
  polarity: 'as-is',
  ...imagenetStatistics,
};

/** Caffe's evaluation of ImageNet models: blue, green and red as bytes, less the mean of the training pictures; the middle 227 x 227. */
export const caffeRecipe: PreprocessingRecipe = {
  ...imagenetRecipe,
  size: [227, 227],
  smaller: 'keep',
  channels: 'bgr',
  mean: [104 / 255, 117 / 255, 123 / 255],
  std: [byteScale, byteScale, byteScale],
};

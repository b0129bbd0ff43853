/** How a picture becomes the input that a model was trained on. */
export interface PreprocessingRecipe {
  /** Height and width of the input in pixels. */
  readonly size: readonly [height: number, width: number];
  /** How pixels are resized; `bilinear` averages (antialiases) when shrinking. */
  readonly interpolation: 'bilinear';
  /** `pad` keeps the proportions and fills up with the background. */
  readonly fit: 'pad';
  /** What the channels of the input are. */
  readonly channels: 'gray';
  /** `light-on-dark`: a picture with a light border is inverted, so that a dark digit on paper looks like a trained one. */
  readonly polarity: 'light-on-dark';
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

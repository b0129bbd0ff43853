/** A row of table 1 of the paper, with its patch size. */
export interface VitTable {
  /** Height and width of the pictures in pixels. */
  readonly imageSize: number;
  /** Height and width of a patch; divides the image size. */
  readonly patchSize: number;
  /** Length of a token ("hidden size D"). */
  readonly width: number;
  /** Encoder blocks ("layers"). */
  readonly depth: number;
  readonly heads: number;
}

/** The hidden layer of the two-layer perceptron is four times as wide as a token in every published model. */
export const MLP_RATIO = 4;

/** All vision transformers normalise with this epsilon, as in the reference implementation. */
export const NORM_EPS = 1e-6;

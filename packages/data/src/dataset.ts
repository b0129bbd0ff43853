/** Height, width and channels of every picture of a data set. */
export type PictureShape = readonly [height: number, width: number, channels: number];

/** One labelled picture. */
export interface Sample {
  /** `[H, W, C]` row-major, values 0..255; borrowed: readers must not write to it. */
  readonly pixels: Uint8Array | Float32Array;
  /** Index into the data set's `classes`. */
  readonly label: number;
}

/** Labelled pictures of one size, by index; a sample may have to be fetched or decoded first. */
export interface ImageDataset {
  readonly length: number;
  readonly shape: PictureShape;
  /** Class names in label order. */
  readonly classes: readonly string[];
  /** The sample at `index`, 0 <= index < length. */
  get(index: number): Sample | Promise<Sample>;
}

/** Where superpixels are, their mean colours, and the pixels around them that they look at. */
export interface SuperpixelCenters {
  /** NaN for one that has lost all its pixels. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly colors: Float64Array;
  /** First column and row that each looks at, and the ones after the last. */
  readonly left: Int32Array;
  readonly top: Int32Array;
  readonly right: Int32Array;
  readonly bottom: Int32Array;
}

/** Colours of the pixels of a picture, row by row. */
export interface ColorGrid {
  /** One or three for each pixel. */
  readonly colors: Float64Array;
  readonly width: number;
  readonly height: number;
}

/** Centres at points, black. */
export function centersAt(
  { x, y }: { readonly x: Float64Array; readonly y: Float64Array },
  channels: number,
): SuperpixelCenters {
  const window = (): Int32Array => new Int32Array(x.length);
  return {
    x: x.slice(),
    y: y.slice(),
    colors: new Float64Array(x.length * channels),
    left: window(),
    top: window(),
    right: window(),
    bottom: window(),
  };
}

/** Sets what each centre looks at: `reachX` columns and `reachY` rows to both sides. */
export function openWindows(
  centers: SuperpixelCenters,
  { width, height }: ColorGrid,
  { reachX, reachY }: { readonly reachX: number; readonly reachY: number },
): void {
  const { x, y } = centers;
  for (let k = 0; k < x.length; k++) {
    const lost = Number.isNaN(x[k]!);
    centers.left[k] = lost ? 0 : Math.max(x[k]! - reachX, 0);
    centers.right[k] = lost ? 0 : Math.min(x[k]! + reachX + 1, width);
    centers.top[k] = lost ? 0 : Math.max(y[k]! - reachY, 0);
    centers.bottom[k] = lost ? 0 : Math.min(y[k]! + reachY + 1, height);
  }
}

/** Puts each centre in the middle of its pixels. */
export function moveCenters(
  centers: SuperpixelCenters,
  { colors, width, height }: ColorGrid,
  labels: Int32Array,
): void {
  const channels = colors.length / labels.length;
  const sizes = new Float64Array(centers.x.length);
  const { x: sumX, y: sumY, colors: sums } = centers;
  sumX.fill(0);
  sumY.fill(0);
  sums.fill(0);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const k = labels[i]! - 1;
      if (k < 0) continue;
      sizes[k]!++;
      sumX[k]! += x;
      sumY[k]! += y;
      for (let c = 0; c < channels; c++) sums[k * channels + c]! += colors[i * channels + c]!;
    }
  }
  for (let k = 0; k < sizes.length; k++) {
    sumX[k]! /= sizes[k]!;
    sumY[k]! /= sizes[k]!;
    for (let c = 0; c < channels; c++) sums[k * channels + c]! /= sizes[k]!;
  }
}

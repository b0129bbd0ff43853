/** Where the centres of superpixels start, and how far they are apart. */
export interface SeedGrid {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly stepX: number;
  readonly stepY: number;
}

/** About `count` points in the middles of squares that cover a picture; row by row. @source skimage.util.regular_grid of a volume one deep */
export function seedGrid(width: number, height: number, count: number): SeedGrid {
  const { stepX, stepY, startX, startY } = gridSteps(width, height, count);
  const columns = Math.ceil((width - startX) / stepX);
  const rows = Math.ceil((height - startY) / stepY);
  const x = new Float64Array(rows * columns);
  const y = new Float64Array(rows * columns);
  for (let i = 0; i < x.length; i++) {
    x[i] = startX + (i % columns) * stepX;
    y[i] = startY + Math.floor(i / columns) * stepY;
  }
  return { x, y, stepX, stepY };
}

/** Steps along both axes. A side that is shorter than a step has one row of points. */
export function gridSteps(
  width: number,
  height: number,
  count: number,
): { readonly stepX: number; readonly stepY: number; readonly startX: number; readonly startY: number } {
  const pixels = width * height;
  if (pixels <= count) return { stepX: 1, stepY: 1, startX: 0, startY: 0 };
  const short = Math.min(width, height);
  const long = Math.max(width, height);
  const even = Math.sqrt(pixels / count);
  const [shortStep, longStep] = short < even ? [short, long / count] : [even, even];
  const short0 = { step: roundHalfEven(shortStep), start: Math.floor(Math.floor(shortStep) / 2) };
  const long0 = { step: roundHalfEven(longStep), start: Math.floor(Math.floor(longStep) / 2) };
  // Of equal sides the first, which is the vertical one, counts as the shorter.
  const [across, down] = width < height ? [short0, long0] : [long0, short0];
  return { stepX: across.step, stepY: down.step, startX: across.start, startY: down.start };
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}

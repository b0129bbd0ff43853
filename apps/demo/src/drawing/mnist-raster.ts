import type { Drawing } from './drawing.ts';
import { type Placement, type Raster, rasterize } from './rasterize.ts';

/** Pixels of the raster: five for each of MNIST's 28, so that shrinking leaves smooth edges. */
const SIZE = 140;
const PIXEL = SIZE / 28;

/** MNIST fits a digit, its ink included, into 20 of 28 pixels. */
const BOX = 20 * PIXEL;

/** Typical width of MNIST's strokes, 2.4 of its pixels, for a pen of pressure 0.5 (0.08 of the pad). */
const PEN_SCALE = (2.4 * PIXEL) / 0.08;

/** A dot is not blown up to a whole digit. */
const LARGEST_SCALE = 4 * SIZE;

/**
 * A drawing as MNIST would have it: the digit fitted into 20 of 28 pixels, its centre of mass in the middle. It is the strokes that are
 * moved and scaled, no pixels: nothing is blurred, and the pen is as wide for a small digit as for a large one.
 *
 * @returns undefined for an empty drawing
 * @source LeCun, Cortes, Burges: how MNIST was made of NIST's digits
 */
export function mnistRaster(drawing: Drawing): Raster | undefined {
  const fitted = fit(drawing);
  if (fitted === undefined) return undefined;
  const { x, y } = centreOfMass(rasterize(drawing, SIZE, fitted));
  const centred = {
    ...fitted,
    offsetX: fitted.offsetX + SIZE / 2 - x,
    offsetY: fitted.offsetY + SIZE / 2 - y,
  };
  return rasterize(drawing, SIZE, centred);
}

/** The drawing as it lies on the pad. */
export function plainRaster(drawing: Drawing): Raster | undefined {
  if (drawing.length === 0) return undefined;
  return rasterize(drawing, SIZE, { scale: SIZE, offsetX: 0, offsetY: 0, penScale: SIZE });
}

function fit(drawing: Drawing): Placement | undefined {
  const points = drawing.flat();
  if (points.length === 0) return undefined;
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const pen = 2.4 * PIXEL;
  const scale = Math.min(LARGEST_SCALE, (BOX - pen) / Math.max(right - left, bottom - top, 1e-6));
  return {
    scale,
    offsetX: SIZE / 2 - (scale * (left + right)) / 2,
    offsetY: SIZE / 2 - (scale * (top + bottom)) / 2,
    penScale: PEN_SCALE,
  };
}

function centreOfMass({ data, width }: Raster): { x: number; y: number } {
  let [mass, x, y] = [0, 0, 0];
  for (let i = 0; i < data.length; i++) {
    const ink = data[i]!;
    const column = i % width;
    mass += ink;
    x += ink * (column + 0.5);
    y += ink * ((i - column) / width + 0.5);
  }
  return { x: x / mass, y: y / mass };
}

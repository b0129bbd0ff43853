import { colorDistance, fromOklab, type Oklab, parseHex, toOklab } from './oklab.ts';

/** 256 colours, R, G, B each 0 to 255, one after the other: position 0 is the lowest value. */
export type ColorScale = Uint8ClampedArray;

const FINE = 1024;

/**
 * A scale through anchor colours on which equal steps look equally large: straight lines in OKLab, divided by length.
 * @param anchors `#rrggbb`, at least two
 */
export function colorScale(anchors: readonly string[]): ColorScale {
  const points = anchors.map((anchor) => toOklab(parseHex(anchor)));
  const fine = Array.from({ length: FINE + 1 }, (_, i) => between(points, (i / FINE) * (points.length - 1)));
  const lengths = [0];
  for (let i = 1; i <= FINE; i++) lengths.push(lengths[i - 1]! + colorDistance(fine[i - 1]!, fine[i]!));
  const scale = new Uint8ClampedArray(256 * 3);
  for (let step = 0, at = 0; step < 256; step++) {
    const wanted = (step / 255) * lengths[FINE]!;
    while (at < FINE && lengths[at]! < wanted) at++;
    scale.set(fromOklab(fine[at]!).map(Math.round), step * 3);
  }
  return scale;
}

function between(points: readonly Oklab[], position: number): Oklab {
  const index = Math.min(points.length - 2, Math.floor(position));
  const [from, to] = [points[index]!, points[index + 1]!];
  const share = position - index;
  return [0, 1, 2].map((axis) => from[axis]! + share * (to[axis]! - from[axis]!)) as unknown as Oklab;
}

/**
 * A scale around a neutral middle: steps are equal on each side, and the middle is in the middle however long the sides are.
 * @param low from the lowest value to the middle
 * @param high from the middle to the highest value
 */
export function divergingScale(low: readonly string[], high: readonly string[]): ColorScale {
  const [below, above] = [colorScale(low), colorScale(high)];
  const scale = new Uint8ClampedArray(256 * 3);
  for (let step = 0; step < 128; step++) {
    const side = Math.round((step / 127) * 255) * 3;
    scale.set(below.subarray(side, side + 3), step * 3);
    scale.set(above.subarray(side, side + 3), (128 + step) * 3);
  }
  return scale;
}

/** A step of a scale as CSS. */
export function scaleColor(scale: ColorScale, position: number): string {
  const at = Math.round(Math.min(1, Math.max(0, position)) * 255) * 3;
  return `rgb(${scale[at]} ${scale[at + 1]} ${scale[at + 2]})`;
}

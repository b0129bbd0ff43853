import { createPicture, type Picture } from '@cv/image';
import { gaussian } from '../../smoothing/gaussian.ts';
import { type CannyOptions, type SettledCannyOptions, settleCannyOptions } from './canny-options.ts';
import { type GradientRow, GradientRows } from './gradient-rows.ts';
import { hysteresis } from './hysteresis.ts';
import { quantiles } from './quantiles.ts';
import { smoothRows } from './smooth-rows.ts';
import { type ThinRow, thinInterpolated, thinQuantised } from './thin-edges.ts';

/**
 * Canny's edges: slopes of the smoothed picture that are steepest across their edge, steep for sure or joined to such ones.
 *
 * Works row by row; beside the result it holds a byte for each pixel and a few rows (with quantiles 8 bytes for each pixel).
 *
 * @param picture one channel
 * @returns a mask: uint8, 1 at edges, range [0, 1]
 * @throws {PictureError} `channels` for more than one, `value` for NaN or infinite pixels, `dtype` when the preset `opencv` gets another number
 *   format than uint8, `option` for options that are not as described
 * @source Canny 1986: A computational approach to edge detection; skimage.feature.canny, whose default thresholds are those of the preset
 *   `skimage`; OpenCV Canny with aperture 3
 * @example
 * const edges = canny(toGray(photo), { sigmaPx: 2 });
 * const quick = canny(toGray(photo), { preset: 'opencv', low: 100, high: 200 });
 */
export function canny(picture: Picture, options: CannyOptions = {}): Picture<Uint8Array> {
  const { width, height } = picture;
  const map = findCandidates(picture, settleCannyOptions(picture, options));
  return createPicture({ data: hysteresis(map, width), width, height, channels: 1, range: [0, 1] });
}

/** What is seen on the way. */
export interface CannyHooks {
  readonly smoothed?: (y: number, line: Float64Array) => void;
  readonly gradient?: (y: number, row: GradientRow) => void;
}

/** The map of weak and strong candidates. */
export function findCandidates(picture: Picture, settled: SettledCannyOptions, hooks: CannyHooks = {}): Uint8Array {
  const { width, height, data } = picture;
  const [low, high] = slopesOf(picture, settled);
  const map = new Uint8Array(data.length);
  const thin: ThinRow =
    settled.preset === 'skimage'
      ? thinInterpolated(height, { low, high, map })
      : thinQuantised({ low: Math.floor(low), high: Math.floor(high), map });
  const rows = new GradientRows(width, settled.norm, (y, row, above, below) => {
    hooks.gradient?.(y, row);
    thin(y, row, above, below);
  });
  let y = 0;
  eachRow(picture, settled, (line) => {
    hooks.smoothed?.(y++, line);
    rows.push(line);
  });
  rows.end();
  return map;
}

function eachRow(picture: Picture, { sigmaPx, preset }: SettledCannyOptions, use: (line: Float64Array) => void): void {
  if (preset === 'skimage') {
    smoothRows(picture, sigmaPx, use);
    return;
  }
  const { data, width, height } = sigmaPx === 0 ? picture : gaussian(picture, { sigmaPx });
  const line = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    line.set(data.subarray(y * width, (y + 1) * width));
    use(line);
  }
}

/** Both thresholds as slopes. */
function slopesOf(picture: Picture, settled: SettledCannyOptions): readonly [number, number] {
  const { low, high, thresholds, norm } = settled;
  if (thresholds === 'slope') return [low, high];
  const magnitudes = new Float64Array(picture.data.length);
  const rows = new GradientRows(picture.width, norm, (y, { magnitude }) => {
    magnitudes.set(magnitude.subarray(1, -1), y * picture.width);
  });
  eachRow(picture, settled, (line) => rows.push(line));
  rows.end();
  return quantiles(magnitudes, [low, high]) as [number, number];
}

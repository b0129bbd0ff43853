import type { PixelGrid } from '../../pixel-grid.ts';
import { opencvByteTaps } from '../bytes/byte-taps.ts';
import { resizeBytes } from '../bytes/resize-bytes.ts';
import { nearest } from '../nearest.ts';
import type { OpencvFilter } from '../resize-filter.ts';
import { opencvTaps } from './opencv-taps.ts';
import { resizeArea } from './resize-area.ts';
import { resizeBlocks } from './resize-blocks.ts';
import { resizeFloats } from './resize-floats.ts';

/** A new size, pixels. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/** @source OpenCV 5.0, cv::resize without IPP */
export function opencvResize(grid: PixelGrid, { width, height }: Size, filter: OpencvFilter): PixelGrid {
  const { columns, rows, data } = grid;
  if (filter === 'nearest-exact') return nearest(grid, { width, height });
  if (filter === 'nearest') return nearest(grid, { width, height, corners: true });
  const block = { width: columns / width, height: rows / height };
  const halves = block.width === 2 && block.height === 2;
  if ((filter === 'area' || (filter === 'bilinear' && halves)) && columns >= width && rows >= height) {
    const whole = Number.isInteger(block.width) && Number.isInteger(block.height);
    return whole ? resizeBlocks(grid, block) : resizeArea(grid, width, height);
  }
  const across = opencvTaps(filter, { from: columns, to: width }, true);
  const down = opencvTaps(filter, { from: rows, to: height }, false);
  if (!(data instanceof Uint8Array)) return resizeFloats(grid, across, down);
  const rounding = filter === 'area' ? 'bilinear' : filter;
  return resizeBytes(grid, opencvByteTaps(across), opencvByteTaps(down), rounding);
}

import { zerosAfter } from '../composed/dilated-filter.ts';
import type { Tensor } from '../tensor.ts';
import { run } from '../tfjs/run.ts';
import type { Pair } from './windows.ts';

type FourD = [number, number, number, number];

/** Images `[N, H, W, C]` with stride - 1 zeros between their pixels: `[N, (H - 1) * strideY + 1, (W - 1) * strideX + 1, C]`. */
export function spreadImages(x: Tensor, [strideY, strideX]: Pair): Tensor {
  if (strideY === 1 && strideX === 1) return x;
  const [batch, height, width, channels] = x.shape as FourD;
  let spread = zerosAfter(x, batch * height, width * channels, strideY);
  spread = zerosAfter(spread, batch * height * strideY * width, channels, strideX);
  const full = run('Reshape', { x: spread }, { shape: [batch, height * strideY, width * strideX, channels] });
  const size = [batch, (height - 1) * strideY + 1, (width - 1) * strideX + 1, channels];
  return run('Slice', { x: full }, { begin: [0, 0, 0, 0], size });
}

/** Images with zeros around them; a negative amount cuts pixels off. */
export function frameImages(x: Tensor, rows: Pair, columns: Pair): Tensor {
  const [batch, height, width, channels] = x.shape as FourD;
  const add = ([before, after]: Pair): number[] => [Math.max(0, before), Math.max(0, after)];
  const paddings = [[0, 0], add(rows), add(columns), [0, 0]];
  // Padded first: what is cut off may reach into the zeros.
  const framed = run('PadV2', { x }, { paddings, constantValue: 0 });
  const begin = [0, Math.max(0, -rows[0]), Math.max(0, -columns[0]), 0];
  const size = [batch, height + rows[0] + rows[1], width + columns[0] + columns[1], channels];
  return run('Slice', { x: framed }, { begin, size });
}

import type { Tensor } from '@cv/tensor';
import { ShapeError } from '@cv/tensor/errors';

/** Throws a ShapeError that names the layer unless `x` is `[N, H, W, channels]`. */
export function requireImages(x: Tensor, where: string, channels: number | null = null): void {
  if (x.shape.length === 4 && (channels === null || x.shape[3] === channels)) return;
  const expected = `[N, H, W, ${channels ?? 'C'}]`;
  throw new ShapeError(`${where}: input has shape [${x.shape.join()}], expected ${expected} (channels last)`, {
    expected,
    received: x.shape,
  });
}

import type { Picture } from '@cv/image';
import { type BorderMode, borderIndex } from '../border/border-mode.ts';

/** Where a channel lies in the pixels, and what lies beyond the edges. */
export interface PlaneOptions {
  readonly pixelStep: number;
  readonly offset: number;
  readonly radius: number;
  readonly border: BorderMode;
  readonly fill: number;
}

/** One channel in float64 with `radius` pixels around it, some rows at a time. */
export class PaddedPlane {
  readonly #picture: Picture;
  readonly #options: PlaneOptions;
  /** Places in a row of pixels. */
  readonly #xs: Int32Array;

  constructor(picture: Picture, options: PlaneOptions) {
    const { radius, border } = options;
    this.#picture = picture;
    this.#options = options;
    const wide = picture.width + 2 * radius;
    this.#xs = Int32Array.from({ length: wide }, (_, i) => borderIndex(i - radius, picture.width, border));
  }

  /** Takes rows from `top` on, which may be negative, as many as `to` has room for. */
  load(top: number, to: Float64Array): void {
    const { data, width, height } = this.#picture;
    const { pixelStep, offset, radius, border, fill } = this.#options;
    const xs = this.#xs;
    for (let at = 0, y = top; at < to.length; at += xs.length, y++) {
      const row = borderIndex(y, height, border);
      if (row < 0) {
        to.fill(fill, at, at + xs.length);
        continue;
      }
      const from = row * width * pixelStep + offset;
      for (let i = 0; i < width; i++) to[at + radius + i] = data[from + i * pixelStep]!;
      for (let i = 0; i < radius; i++) {
        const [before, after] = [xs[i]!, xs[radius + width + i]!];
        to[at + i] = before < 0 ? fill : data[from + before * pixelStep]!;
        to[at + radius + width + i] = after < 0 ? fill : data[from + after * pixelStep]!;
      }
    }
  }
}

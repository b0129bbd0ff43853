import type { ResamplePositions } from './resample-positions.ts';

/**
 * Position embeddings on another grid whose corners are those of the old one: cubic convolution with a = -0.75 over 4 x 4 neighbours, the
 * border repeated, not antialiased.
 * @source torchvision.models.vision_transformer.interpolate_embeddings, that is torch.nn.functional.interpolate(mode='bicubic',
 * align_corners=True)
 */
export const resampleAligned: ResamplePositions = (positions, { from, to, width }) => {
  const [down, across] = [tapsAlong(from[0], to[0]), tapsAlong(from[1], to[1])];
  const result = new Float32Array(to[0] * to[1] * width);
  for (const [row, vertical] of down.entries()) {
    for (const [column, horizontal] of across.entries()) {
      const at = (row * to[1] + column) * width;
      for (let channel = 0; channel < width; channel++) {
        let sum = 0;
        for (const [y, weightY] of vertical) {
          for (const [x, weightX] of horizontal) {
            sum += weightY * weightX * positions[(y * from[1] + x) * width + channel]!;
          }
        }
        result[at + channel] = sum;
      }
    }
  }
  return result;
};

type Taps = readonly (readonly [position: number, weight: number])[];

/** For each new position the four old ones that it is made of, and their weights. */
function tapsAlong(from: number, to: number): Taps[] {
  const scale = to > 1 ? (from - 1) / (to - 1) : 0;
  return Array.from({ length: to }, (_, i) => {
    const exact = i * scale;
    const before = Math.floor(exact);
    return [-1, 0, 1, 2].map((offset) => {
      const position = Math.min(from - 1, Math.max(0, before + offset));
      return [position, cubic(Math.abs(exact - before - offset))] as const;
    });
  });
}

/** Keys 1981 with a = -0.75. */
function cubic(d: number): number {
  if (d <= 1) return (1.25 * d - 2.25) * d * d + 1;
  return d < 2 ? -0.75 * (((d - 5) * d + 8) * d - 4) : 0;
}

import { resizePlane } from '../preprocessing/resize-plane.ts';
import type { ResamplePositions } from './resample-positions.ts';

/**
 * Position embeddings on another grid, each number of the vectors by itself: bicubic with a = -0.5, antialiased where the grid shrinks.
 * @source timm.layers.resample_abs_pos_embed, that is torch.nn.functional.interpolate(mode='bicubic', antialias=True)
 */
export const resampleAntialiased: ResamplePositions = (positions, { from: [height, width], to, width: channels }) => {
  const [rows, columns] = to;
  const result = new Float32Array(rows * columns * channels);
  for (let channel = 0; channel < channels; channel++) {
    const data = Float32Array.from({ length: height * width }, (_, i) => positions[i * channels + channel]!);
    const plane = resizePlane({ data, height, width }, { height: rows, width: columns, filter: 'bicubic' }).data;
    for (let i = 0; i < plane.length; i++) result[i * channels + channel] = plane[i]!;
  }
  return result;
};

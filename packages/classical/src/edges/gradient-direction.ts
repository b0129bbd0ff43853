import { createPicture, type Picture } from '@cv/image';
import type { Gradient } from './gradient.ts';

/**
 * Which way a picture rises: `atan2(down, across)`, radians from -pi to pi; 0 is to the right, pi / 2 is downwards, 0 where there is no slope.
 *
 * @returns float32 with range [-pi, pi]
 * @example
 * const angleRad = gradientDirection(gradient(gray)).data[0];
 */
export function gradientDirection({ across, down }: Gradient): Picture<Float32Array> {
  const a = across.data;
  const b = down.data;
  const data = new Float32Array(a.length);
  for (let i = 0; i < data.length; i++) data[i] = Math.atan2(b[i]!, a[i]!);
  return createPicture({ ...across, data, range: [-Math.PI, Math.PI] });
}

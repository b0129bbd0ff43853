import { type ResizeOptions, resize } from '@cv/classical';
import { createPicture } from '@cv/image';
import type { Plane } from './gray-plane.ts';

/** `resize` of one channel; a plane that has the size already comes back itself. */
export function resizePlane(plane: Plane, options: ResizeOptions): Plane {
  if (plane.width === options.width && plane.height === options.height) return plane;
  return resize(createPicture({ ...plane, channels: 1 }), options);
}

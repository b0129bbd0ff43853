import { dropAlpha, type Picture, toGray, toRgb } from '@cv/image';
import type { ImageOperation } from './image-operation.ts';

/** A picture as an operation wants it. */
export function inputOf(picture: Picture, input: ImageOperation['input']): Picture {
  if (input === 'any') return picture;
  const opaque = dropAlpha(picture);
  if (input === 'opaque') return opaque;
  return input === 'rgb' ? toRgb(opaque) : toGray(opaque);
}

import { createPicture, type Picture } from '@cv/image';
import { emptyLike } from '../empty-like.ts';

/** `a - b` where a is at least b everywhere, in the number format of both; black stays at the lower end of the range. */
export function difference(a: Picture, b: Picture): Picture {
  const data = emptyLike(a.data, a.data.length);
  const low = a.range[0];
  for (let i = 0; i < data.length; i++) data[i] = a.data[i]! - b.data[i]! + low;
  return createPicture({ ...a, data });
}

import { createPicture, type Picture } from '@cv/image';
import { requireFinite } from '../require-finite.ts';
import { requireGray } from '../require-gray.ts';
import { type Connectivity, type Neighbors, neighborsOf } from './neighbors.ts';
import { PixelStack } from './pixel-stack.ts';

/** Which pixels a peak is compared with. */
export interface LocalExtremaOptions {
  /** Default 8. */
  readonly connectivity?: Connectivity | undefined;
}

/** Plateaus of one value that only lower (sign 1) or only higher (sign -1) pixels touch: a mask. */
export function localExtrema(
  where: string,
  picture: Picture,
  { sign, connectivity = 8 }: { readonly sign: 1 | -1 } & LocalExtremaOptions,
): Picture<Uint8Array> {
  requireGray(where, picture);
  requireFinite(where, picture);
  const neighbors = neighborsOf(where, connectivity);
  const { width, height } = picture;
  const marked = notBelow(picture, sign, neighbors);
  spreadLoss(picture, marked, neighbors);
  // What is left everywhere rises above nothing: the picture has one value.
  if (marked.every((bit) => bit === 1)) marked.fill(0);
  return createPicture({ data: marked, width, height, channels: 1, range: [0, 1] });
}

/** 1 where no neighbour is beyond the pixel itself. */
function notBelow({ data, width, height }: Picture, sign: 1 | -1, { dx, dy }: Neighbors): Uint8Array {
  const marked = new Uint8Array(data.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const own = sign * data[i]!;
      let stands = 1;
      for (let n = 0; n < dx.length; n++) {
        const nx = x + dx[n]!;
        const ny = y + dy[n]!;
        if (nx < 0 || ny < 0 || nx >= width || ny >= height || sign * data[ny * width + nx]! <= own) continue;
        stands = 0;
        break;
      }
      marked[i] = stands;
    }
  }
  return marked;
}

/** A plateau with one pixel that something is beyond is lost as a whole. */
function spreadLoss({ data, width, height }: Picture, marked: Uint8Array, { dx, dy }: Neighbors): void {
  const lost = new PixelStack();
  for (let i = 0; i < marked.length; i++) {
    if (marked[i] === 1) continue;
    lost.push(i);
    while (lost.size > 0) {
      const pixel = lost.pop();
      const x = pixel % width;
      const y = (pixel - x) / width;
      for (let n = 0; n < dx.length; n++) {
        const nx = x + dx[n]!;
        const ny = y + dy[n]!;
        if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
        const next = ny * width + nx;
        if (marked[next] === 0 || data[next] !== data[pixel]) continue;
        marked[next] = 0;
        lost.push(next);
      }
    }
  }
}

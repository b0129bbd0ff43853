import { createPicture, type Picture } from '@cv/image';
import { requireFinite } from '../require-finite.ts';
import { requireGray } from '../require-gray.ts';
import { isOutside } from './is-outside.ts';
import { type Connectivity, type Neighbors, neighborOffsets, neighborsOf } from './neighbors.ts';
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
function notBelow({ data, width, height }: Picture, sign: 1 | -1, neighbors: Neighbors): Uint8Array {
  const { dx, dy } = neighbors;
  const offsets = neighborOffsets(neighbors, width);
  const marked = new Uint8Array(data.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const own = sign * data[i]!;
      const inside = x > 0 && y > 0 && x < width - 1 && y < height - 1;
      let stands = 1;
      for (let n = 0; n < offsets.length; n++) {
        if (!inside && isOutside(x + dx[n]!, y + dy[n]!, width, height)) continue;
        if (sign * data[i + offsets[n]!]! <= own) continue;
        stands = 0;
        break;
      }
      marked[i] = stands;
    }
  }
  return marked;
}

/** A plateau with one pixel that something is beyond is lost as a whole. */
function spreadLoss({ data, width, height }: Picture, marked: Uint8Array, neighbors: Neighbors): void {
  const { dx, dy } = neighbors;
  const offsets = neighborOffsets(neighbors, width);
  const lost = new PixelStack();
  for (let i = 0; i < marked.length; i++) {
    if (marked[i] === 0) continue;
    for (let at = i; ; at = lost.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      const inside = x > 0 && y > 0 && x < width - 1 && y < height - 1;
      for (let n = 0; n < offsets.length; n++) {
        if (!inside && isOutside(x + dx[n]!, y + dy[n]!, width, height)) continue;
        const next = at + offsets[n]!;
        // A pixel that still stands looks for a lost one on its plateau, a lost one for those that still stand.
        if (data[next] !== data[at] || marked[next] === marked[at]) continue;
        const fallen = marked[at] === 1 ? at : next;
        marked[fallen] = 0;
        lost.push(fallen);
        if (fallen === at) break;
      }
      if (lost.size === 0) break;
    }
  }
}

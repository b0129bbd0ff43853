import { connectedComponents } from '@cv/classical';
import { createPicture, type Picture } from '@cv/image';
import { sizesOf } from './cluster-options.ts';

/** A mask without parts and without holes of fewer pixels than `smallest`. */
export function cleanMask(mask: Picture<Uint8Array>, smallest: number): Picture<Uint8Array> {
  const parts = small(mask, smallest);
  const solid = createPicture({ ...mask, data: mask.data.map((bit, i) => (parts[i] === 1 ? 0 : bit)) });
  const holes = small(createPicture({ ...mask, data: solid.data.map((bit) => 1 - bit) }), smallest);
  return createPicture({ ...mask, data: solid.data.map((bit, i) => (holes[i] === 1 ? 1 : bit)) });
}

/** 1 in the parts of a mask that have fewer pixels. */
function small(mask: Picture, smallest: number): Uint8Array {
  const map = connectedComponents(mask, { connectivity: 4 }); // as the watershed goes
  const sizes = sizesOf(map);
  return Uint8Array.from(map.labels, (label) => Number(label > 0 && sizes[label - 1]! < smallest));
}

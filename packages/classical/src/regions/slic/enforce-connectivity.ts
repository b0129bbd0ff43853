import type { LabelMap } from '../../label-map/label-map.ts';

const DX = [1, -1, 0, 0] as const;
const DY = [0, 0, 1, -1] as const;

/**
 * New labels, from 1 in the order of rows, of pieces that are connected by 4 neighbours. A piece smaller than `least` joins the neighbour that its search met
 * last; the search ends at `most` pixels, and what is left over is a piece of its own.
 *
 * @source skimage.segmentation.slic; Achanta et al. 2012
 */
export function enforceConnectivity({ labels, width, height }: LabelMap, least: number, most: number): LabelMap {
  const pieces = new Int32Array(labels.length);
  const found = new Int32Array(Math.min(most, labels.length) + 1);
  let current = 1;
  for (let i = 0; i < labels.length; i++) {
    if (pieces[i] !== 0) continue;
    const label = labels[i]!;
    let neighbor = current;
    let size = 1;
    pieces[i] = current;
    found[0] = i;
    for (let visited = 0; visited < size && size < most; visited++) {
      const x = found[visited]! % width;
      const y = (found[visited]! - x) / width;
      for (let n = 0; n < 4; n++) {
        const nx = x + DX[n]!;
        const ny = y + DY[n]!;
        if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
        const next = ny * width + nx;
        if (labels[next] === label && pieces[next] === 0) {
          pieces[next] = current;
          found[size++] = next;
          if (size >= most) break;
        } else if (pieces[next] !== 0 && pieces[next] !== current) neighbor = pieces[next]!;
      }
    }
    if (size >= least) current++;
    else for (let at = 0; at < size; at++) pieces[found[at]!] = neighbor;
  }
  const count = pieces.reduce((largest, piece) => Math.max(largest, piece), 0);
  return { labels: pieces, width, height, count };
}

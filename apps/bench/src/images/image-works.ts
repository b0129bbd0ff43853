import type { PeerKey } from '../contestants/contestant.ts';
import type { ImageWork } from '../suites/work.ts';

type ImagePeer = Extract<PeerKey, 'opencv-js' | 'image-js' | 'scikit-image' | 'cv2' | 'cv2-one-thread'>;

const all: readonly ImagePeer[] = ['opencv-js', 'image-js', 'scikit-image', 'cv2', 'cv2-one-thread'];
const without = (...names: readonly ImagePeer[]): readonly ImagePeer[] => all.filter((name) => !names.includes(name));

/**
 * Operations and who has them too. The same name stands in the tables of `ours.ts`, `opencv-js.ts`, `image-js.ts` and `python/images.py`,
 * which say what exactly is done; each works on the picture of `test-picture.ts`.
 */
const operations: Readonly<Record<string, readonly ImagePeer[]>> = {
  'gaussian sigma 1': all,
  'gaussian sigma 5': all,
  'gaussian blur 5x5': without('image-js', 'scikit-image'),
  'box 3x3': all,
  'box 15x15': all,
  'median 3x3': all,
  'median 5x5': all,
  'median 15x15': without('image-js'), // it takes minutes
  'bilateral 9': without('image-js', 'scikit-image'),
  'unsharp mask': without('opencv-js', 'image-js', 'cv2', 'cv2-one-thread'),
  laplacian: without('image-js'),
  'convolve 3x3': all,
  'convolve 7x7': all,
  'erode 3x3': without('image-js'),
  'erode 15x15': without('image-js'),
  'open disk 5': without('image-js'),
  integral: without('image-js'),
  equalize: without('image-js'),
  clahe: without('image-js'),
  'resize to half, bilinear': without('image-js', 'scikit-image'),
};

const sizes = [
  ['1024x1024', 1024, 1024],
  ['4K', 3840, 2160],
] as const;

/** A work for each operation and size, with its peers. */
export const imageWorks: readonly { readonly work: ImageWork; readonly peers: readonly PeerKey[] }[] = Object.entries(
  operations,
).flatMap(([operation, peers]) =>
  sizes.map(([size, width, height]) => ({
    work: { task: 'image', id: `${operation}, ${size}`, operation, width, height },
    peers,
  })),
);

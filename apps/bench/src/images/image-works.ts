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
  'erode 3x3': all,
  'erode 15x15': all,
  'open disk 5': without('image-js'),
  integral: without('image-js'),
  equalize: without('image-js'),
  clahe: without('image-js'),
  'resize to half, bilinear': without('scikit-image'),
  'otsu threshold': all,
  'li threshold': ['image-js', 'scikit-image'],
  'yen threshold': ['image-js', 'scikit-image'],
  'isodata threshold': ['image-js', 'scikit-image'],
  'triangle threshold': all,
  'multi-otsu, 3 classes': ['scikit-image'],
  'adaptive mean 11': without('image-js'),
  'adaptive gaussian 11': without('image-js'),
  'niblack 25': ['scikit-image'],
  'sauvola 25': ['scikit-image'],
  'sobel, both ways': without('image-js'),
  'sobel magnitude': all,
  'canny of scikit-image': ['image-js', 'scikit-image'],
  'canny of OpenCV': without('image-js', 'scikit-image'),
  'connected components': without('image-js'),
  'distance transform': without('image-js'),
  watershed: ['scikit-image'],
  'flood fill': without('image-js'),
  'h-maxima 40': ['scikit-image'],
  'region properties': ['scikit-image'],
  flip: all,
  'rotate 90 degrees': all,
  'rotate 30 degrees, bilinear': all,
  'perspective, bilinear': all,
  'pad 16, reflect': without('image-js'),
  'colour to gray': all,
  'colour to HSV': without('image-js'),
  'colour to Lab': without('image-js'),
  'colour to YCbCr': without('image-js'),
};

/** Those that take long, on a small picture. */
const slowOperations: Readonly<Record<string, readonly ImagePeer[]>> = {
  'slic, 400 pieces': ['scikit-image'],
  'k-means of colours, 8 clusters, 10 steps': without('image-js', 'scikit-image'),
  'mean shift filter 10, 20': ['cv2', 'cv2-one-thread'],
};

const sizes = [
  ['1024x1024', 1024, 1024],
  ['4K', 3840, 2160],
] as const;

/** A work for each operation and size, with its peers. */
export const imageWorks: readonly { readonly work: ImageWork; readonly peers: readonly PeerKey[] }[] = [
  ...worksOf(operations, sizes),
  ...worksOf(slowOperations, [['256x256', 256, 256]]),
];

function worksOf(
  table: Readonly<Record<string, readonly ImagePeer[]>>,
  pictures: readonly (readonly [name: string, width: number, height: number])[],
): readonly { readonly work: ImageWork; readonly peers: readonly PeerKey[] }[] {
  return Object.entries(table).flatMap(([operation, peers]) =>
    pictures.map(([size, width, height]) => ({
      work: { task: 'image', id: `${operation}, ${size}`, operation, width, height } as const,
      peers,
    })),
  );
}

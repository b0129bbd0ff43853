import {
  adaptiveThreshold,
  canny,
  connectedComponents,
  convertColor,
  distanceTransform,
  flip,
  floodFill,
  gradient,
  gradientMagnitude,
  hMaxima,
  isodata,
  kMeansSegment,
  type LabelMap,
  li,
  meanShiftFilter,
  multiOtsu,
  niblack,
  otsu,
  pad,
  regionProperties,
  rotate,
  rotate90,
  sauvola,
  slic,
  type ThresholdResult,
  threshold,
  triangle,
  warp,
  watershed,
  yen,
} from '@cv/classical';
import type { ColorSpace, Picture } from '@cv/image';
import type { ImageOperation } from './image-program.ts';
import { colorOf, grayOf, onColor, onGray } from './on-picture.ts';
import { markersOf, tilesOf, tilt } from './test-geometry.ts';
import type { TestPicture } from './test-picture.ts';

const onMask =
  (operation: (mask: Picture<Uint8Array>) => ArrayLike<number>): ImageOperation =>
  (test) => {
    const mask = threshold(grayOf(test), 100);
    return () => operation(mask).length;
  };
const global = (find: (picture: Picture) => ThresholdResult): ImageOperation =>
  onGray((picture) => threshold(picture, find(picture).threshold));
const converted = (space: ColorSpace): ImageOperation => onColor((picture) => convertColor(picture, space));
const labelMap = ({ width, height }: TestPicture, { labels, count }: Pick<LabelMap, 'labels' | 'count'>): LabelMap => ({
  labels,
  width,
  height,
  count,
});

/** Thresholds, edges, regions, clusters, geometry and colours of `@cv/classical`. */
export const ourAnalysis: Readonly<Record<string, ImageOperation>> = {
  'otsu threshold': global(otsu),
  'li threshold': global(li),
  'yen threshold': global(yen),
  'isodata threshold': global(isodata),
  'triangle threshold': global(triangle),
  'multi-otsu, 3 classes': (test) => {
    const picture = grayOf(test);
    return () => multiOtsu(picture).thresholds.length;
  },
  'adaptive mean 11': onGray((p) =>
    threshold(p, adaptiveThreshold(p, { windowPx: 11, method: 'mean', preset: 'opencv' })),
  ),
  'adaptive gaussian 11': onGray((p) => threshold(p, adaptiveThreshold(p, { windowPx: 11, preset: 'opencv' }))),
  'niblack 25': onGray((p) => niblack(p, { windowPx: 25 })),
  'sauvola 25': onGray((p) => sauvola(p, { windowPx: 25 })),
  'sobel, both ways': onGray((p) => gradient(p).across),
  'sobel magnitude': onGray((p) => gradientMagnitude(gradient(p))),
  'canny of scikit-image': onGray((p) => canny(p)),
  'canny of OpenCV': onGray((p) => canny(p, { preset: 'opencv', low: 50, high: 150 })),
  'connected components': onMask((mask) => connectedComponents(mask).labels),
  'distance transform': onMask((mask) => distanceTransform(mask).data),
  watershed: (test) => {
    const picture = grayOf(test);
    const markers = labelMap(test, markersOf(test));
    return () => watershed(picture, { markers }).labels.length;
  },
  'flood fill': onGray((p) => floodFill(p, [0, 0], { value: 255, tolerance: 60 })),
  'h-maxima 40': onGray((p) => hMaxima(p, 40)),
  'region properties': (test) => {
    const map = labelMap(test, tilesOf(test));
    return () => regionProperties(map).length;
  },
  'slic, 400 pieces': (test) => {
    const picture = colorOf(test);
    return () => slic(picture, { segments: 400, maxIterations: 10 }).labels.length;
  },
  'k-means of colours, 8 clusters, 10 steps': (test) => {
    const picture = colorOf(test);
    return () => kMeansSegment(picture, { k: 8, maxIterations: 10, tolerance: 0, nInit: 1 }).map.labels.length;
  },
  'mean shift filter 10, 20': onColor((p) => meanShiftFilter(p, { radiusPx: 10, colorRadius: 20, maxLevel: 0 })),
  flip: onGray((p) => flip(p)),
  'rotate 90 degrees': onGray((p) => rotate90(p)),
  'rotate 30 degrees, bilinear': onGray((p) => rotate(p, 30)),
  'perspective, bilinear': onGray((p) => warp(p, tilt)),
  'pad 16, reflect': onGray((p) => pad(p, { top: 16, bottom: 16, left: 16, right: 16, border: 'reflect' })),
  'colour to gray': converted('gray'),
  'colour to HSV': converted('hsv'),
  'colour to Lab': converted('lab'),
  'colour to YCbCr': converted('ycbcr'),
};

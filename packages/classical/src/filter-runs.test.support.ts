import { convertPicture, type Picture } from '@cv/image';
import * as cv from './index.ts';

type Options = Readonly<Record<string, unknown>>;
type FilterRun = (picture: Picture, options: Options) => ArrayLike<number>;
/** The file has options of the type that each function wants. */
const as = <T>(options: Options): T => options as T;
type Rows = readonly (readonly number[])[];
const interleaved = (picture: Picture): ArrayLike<number> => convertPicture(picture, { layout: 'interleaved' }).data;
const withKernel =
  (run: typeof cv.convolve2d): FilterRun =>
  (picture, { kernel, ...options }) =>
    interleaved(run(picture, cv.kernelOf(kernel as Rows), as(options)));
const withElement =
  (run: typeof cv.erode): FilterRun =>
  (picture, { element }) =>
    interleaved(run(picture, { element: cv.structuringElement(element as Rows) }));

/** What makes the numbers of a golden file out of a picture and options. */
export const filterRuns: Readonly<Record<string, FilterRun>> = {
  convolve2d: withKernel(cv.convolve2d),
  correlate2d: withKernel(cv.correlate2d),
  gaussian: (picture, options) => interleaved(cv.gaussian(picture, as(options))),
  gaussianBlur: (picture, options) => interleaved(cv.gaussianBlur(picture, as(options))),
  box: (picture, options) => interleaved(cv.box(picture, as(options))),
  median: (picture, options) => interleaved(cv.median(picture, as(options))),
  bilateral: (picture, options) => interleaved(cv.bilateral(picture, as(options))),
  unsharpMask: (picture, options) => interleaved(cv.unsharpMask(picture, as(options))),
  laplacian: (picture, options) => interleaved(cv.laplacian(picture, as(options))),
  laplacianOfGaussian: (picture, options) => interleaved(cv.laplacianOfGaussian(picture, as(options))),
  'gabor kernel': (_, options) => cv.gaborKernel(as(options)).real.weights,
  'gabor real': (picture, options) => interleaved(cv.gabor(picture, as(options)).real),
  'gabor imaginary': (picture, options) => interleaved(cv.gabor(picture, as(options)).imaginary),
  erode: withElement(cv.erode),
  dilate: withElement(cv.dilate),
  open: withElement(cv.open),
  close: withElement(cv.close),
  gradient: withElement(cv.morphologicalGradient),
  topHat: withElement(cv.topHat),
  blackHat: withElement(cv.blackHat),
  reconstruct: (picture, { element, ...options }) => {
    const seedOf = options.method === 'erosion' ? cv.dilate : cv.erode;
    const seed = seedOf(picture, { element: cv.structuringElement(element as Rows) });
    return interleaved(cv.reconstruct(seed, picture, as(options)));
  },
  equalize: (picture, options) => interleaved(cv.equalize(picture, as(options))),
  equalizeAdapthist: (picture, options) => cv.equalizeAdapthist(picture, as(options)).data,
  clahe: (picture, options) => interleaved(cv.clahe(picture, as(options))),
  integral: (picture, options) => cv.integralImage(picture, as(options)).sums,
  filterSeparable: (picture, options) => interleaved(cv.filterSeparable(picture, as(options))),
  'histogram counts': (picture, options) => cv.histogram(picture, as(options)).counts,
  'histogram centers': (picture, options) => cv.histogram(picture, as(options)).centers,
  pad: (picture, options) => interleaved(cv.pad(picture, as(options))),
  flip: (picture, { direction }) => interleaved(cv.flip(picture, direction as 'vertical')),
  rotate90: (picture, { quarters }) => interleaved(cv.rotate90(picture, quarters as number)),
  crop: (picture, options) => interleaved(cv.crop(picture, as(options))),
  lab: (picture) => interleaved(cv.convertColor(picture, 'lab')),
  hsv: (picture) => interleaved(cv.convertColor(picture, 'hsv')),
  gray: (picture) => cv.convertColor(picture, 'gray').data,
  'convolve3d slices': (picture, { weights, ...options }) => {
    const { data, width, height, channels: depth } = convertPicture(picture, { layout: 'planar' });
    const volume = { data: data as Float32Array, depth, height, width, channels: 1 };
    return cv.convolve3d(volume, { weights: weights as number[], depth: 2, height: 3, width: 3 }, as(options)).data;
  },
  convolve3d: (picture, { weights, ...options }) => {
    const volume = { data: (picture.data as Float32Array).slice(0, 120), depth: 4, height: 5, width: 6, channels: 1 };
    return cv.convolve3d(volume, { weights: weights as number[], depth: 2, height: 3, width: 3 }, as(options)).data;
  },
};

import { disk } from '@cv/classical';
import loading from '@techstark/opencv-js';
import { byteMatrix } from './byte-matrix.ts';
import type { ImageLibrary, ImageOperation } from './image-program.ts';
import { openCvAnalysis } from './opencv-js-analysis.ts';
import { kernel3, kernel7 } from './test-kernels.ts';

// The module is a promise of itself, which its types do not say.
const cv: typeof loading = await (loading as unknown as Promise<typeof loading>);

type Mat = InstanceType<typeof cv.Mat>;

/** An operation on the gray picture, from one matrix in its memory into another. */
const onGray =
  (operation: (from: Mat, to: Mat) => void): ImageOperation =>
  (test) => {
    const from = byteMatrix(cv, test);
    const to = new cv.Mat();
    return () => {
      operation(from, to);
      return to.rows * to.cols * to.channels();
    };
  };

/** A kernel turned round: OpenCV correlates. */
const turned = ({ width, height, weights }: typeof kernel3): Mat =>
  cv.matFromArray(height, width, cv.CV_64FC1, [...weights].reverse());
const [flat3, flat7] = [turned(kernel3), turned(kernel7)];
const square = (size: number): Mat => cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(size, size));
const [square3, square15] = [square(3), square(15)];
const disc: Mat = cv.matFromArray(11, 11, cv.CV_8UC1, [...disk(5).mask]);
const equaliser = new cv.CLAHE(2, new cv.Size(8, 8));

const auto = new cv.Size(0, 0);

/** opencv.js. */
export const opencvJs: ImageLibrary = {
  version: `OpenCV ${/OpenCV (\S+)/.exec(cv.getBuildInformation())?.[1] ?? ''} in WebAssembly, one thread`,
  operations: {
    'gaussian sigma 1': onGray((from, to) => cv.GaussianBlur(from, to, new cv.Size(9, 9), 1)),
    'gaussian sigma 5': onGray((from, to) => cv.GaussianBlur(from, to, new cv.Size(41, 41), 5)),
    'gaussian blur 5x5': onGray((from, to) => cv.GaussianBlur(from, to, new cv.Size(5, 5), 0)),
    'box 3x3': onGray((from, to) => cv.blur(from, to, new cv.Size(3, 3))),
    'box 15x15': onGray((from, to) => cv.blur(from, to, new cv.Size(15, 15))),
    'median 3x3': onGray((from, to) => cv.medianBlur(from, to, 3)),
    'median 5x5': onGray((from, to) => cv.medianBlur(from, to, 5)),
    'median 15x15': onGray((from, to) => cv.medianBlur(from, to, 15)),
    'bilateral 9': onGray((from, to) => cv.bilateralFilter(from, to, 9, 30, 3)),
    laplacian: onGray((from, to) => cv.Laplacian(from, to, cv.CV_32F, 1)),
    'convolve 3x3': onGray((from, to) => cv.filter2D(from, to, -1, flat3)),
    'convolve 7x7': onGray((from, to) => cv.filter2D(from, to, -1, flat7)),
    'erode 3x3': onGray((from, to) => cv.erode(from, to, square3)),
    'erode 15x15': onGray((from, to) => cv.erode(from, to, square15)),
    'open disk 5': onGray((from, to) => cv.morphologyEx(from, to, cv.MORPH_OPEN, disc)),
    integral: onGray((from, to) => cv.integral(from, to)),
    equalize: onGray((from, to) => cv.equalizeHist(from, to)),
    clahe: onGray((from, to) => equaliser.apply(from, to)),
    'resize to half, bilinear': onGray((from, to) => cv.resize(from, to, auto, 0.5, 0.5, cv.INTER_LINEAR)),
    ...openCvAnalysis(cv),
  },
};

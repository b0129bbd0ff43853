import loading from '@techstark/opencv-js';
import type { ImageLibrary, ImageOperation } from './image-program.ts';

// The module is a promise of itself, which its types do not say.
const cv: typeof loading = await (loading as unknown as Promise<typeof loading>);

type Mat = InstanceType<typeof cv.Mat>;

/** An operation on the gray picture, from one matrix in its memory into another. */
const onGray =
  (operation: (from: Mat, to: Mat) => void): ImageOperation =>
  ({ gray, width, height }) => {
    const from = cv.matFromArray(height, width, cv.CV_8UC1, gray as unknown as number[]);
    const to = new cv.Mat();
    return () => {
      operation(from, to);
      return to.rows * to.cols * to.channels();
    };
  };

const auto = new cv.Size(0, 0);

/** opencv.js. */
export const opencvJs: ImageLibrary = {
  version: `OpenCV ${/OpenCV (\S+)/.exec(cv.getBuildInformation())?.[1] ?? ''} in WebAssembly, one thread`,
  operations: {
    'gaussian sigma 1': onGray((from, to) => cv.GaussianBlur(from, to, new cv.Size(9, 9), 1)),
    'gaussian sigma 5': onGray((from, to) => cv.GaussianBlur(from, to, new cv.Size(41, 41), 5)),
    'resize to half, bilinear': onGray((from, to) => cv.resize(from, to, auto, 0.5, 0.5, cv.INTER_LINEAR)),
  },
};

import type loading from '@techstark/opencv-js';
import { byteMatrix } from './byte-matrix.ts';
import type { ImageOperation } from './image-program.ts';
import { tilt } from './test-geometry.ts';

type OpenCv = typeof loading;
type Mat = InstanceType<OpenCv['Mat']>;

const PLUS_PLUS = 2; // KMEANS_PP_CENTERS, which the module lacks

/** Thresholds, edges, regions, clusters, geometry and colours of opencv.js. */
export function openCvAnalysis(cv: OpenCv): Readonly<Record<string, ImageOperation>> {
  const size = ({ rows, cols }: Mat): number => rows * cols;
  const on =
    (channels: 1 | 3, operation: (from: Mat, to: Mat) => void): ImageOperation =>
    (test) => {
      const from = byteMatrix(cv, test, channels);
      const to = new cv.Mat();
      return () => {
        operation(from, to);
        return size(to) * to.channels();
      };
    };
  const onGray = (operation: (from: Mat, to: Mat) => void): ImageOperation => on(1, operation);
  const onMask =
    (operation: (mask: Mat, to: Mat) => void): ImageOperation =>
    (test) => {
      const gray = byteMatrix(cv, test);
      const [mask, to] = [new cv.Mat(), new cv.Mat()];
      cv.threshold(gray, mask, 100, 255, cv.THRESH_BINARY);
      return () => {
        operation(mask, to);
        return size(to);
      };
    };
  const [dx, dy] = [new cv.Mat(), new cv.Mat()];
  const sobel = (from: Mat): void => {
    cv.Sobel(from, dx, cv.CV_32F, 1, 0);
    cv.Sobel(from, dy, cv.CV_32F, 0, 1);
  };
  const adaptive = (method: number): ImageOperation =>
    onGray((from, to) => cv.adaptiveThreshold(from, to, 255, method, cv.THRESH_BINARY, 11, 0));
  const matrix = (values: readonly number[], rows: number): Mat => cv.matFromArray(rows, 3, cv.CV_64F, [...values]);
  const tilted = matrix(tilt, 3);
  return {
    'otsu threshold': onGray((from, to) => cv.threshold(from, to, 0, 255, cv.THRESH_BINARY + cv.THRESH_OTSU)),
    'triangle threshold': onGray((from, to) => cv.threshold(from, to, 0, 255, cv.THRESH_BINARY + cv.THRESH_TRIANGLE)),
    'adaptive mean 11': adaptive(cv.ADAPTIVE_THRESH_MEAN_C),
    'adaptive gaussian 11': adaptive(cv.ADAPTIVE_THRESH_GAUSSIAN_C),
    'sobel, both ways': (test) => {
      const from = byteMatrix(cv, test);
      return () => {
        sobel(from);
        return size(dx);
      };
    },
    'sobel magnitude': onGray((from, to) => {
      sobel(from);
      cv.magnitude(dx, dy, to);
    }),
    'canny of OpenCV': onGray((from, to) => cv.Canny(from, to, 50, 150)),
    'connected components': onMask((mask, to) => cv.connectedComponents(mask, to)),
    'distance transform': onMask((mask, to) => cv.distanceTransform(mask, to, cv.DIST_L2, cv.DIST_MASK_PRECISE)),
    'flood fill': onGray((from, to) => {
      from.copyTo(to);
      const near = new cv.Scalar(60);
      const flags = 8 | cv.FLOODFILL_FIXED_RANGE;
      const mask = new cv.Mat(); // it remembers what was flooded
      cv.floodFill(to, mask, new cv.Point(0, 0), new cv.Scalar(255), new cv.Rect(), near, near, flags);
      mask.delete();
    }),
    'k-means of colours, 8 clusters, 10 steps': ({ rgb, width, height }) => {
      const samples = cv.matFromArray(width * height, 3, cv.CV_32F, [...rgb]);
      const [labels, centers] = [new cv.Mat(), new cv.Mat()];
      const until = new cv.TermCriteria(cv.TermCriteria_MAX_ITER, 10, 0);
      return () => {
        cv.kmeans(samples, 8, labels, until, 1, PLUS_PLUS, centers);
        return labels.rows;
      };
    },
    flip: onGray((from, to) => cv.flip(from, to, 1)),
    'rotate 90 degrees': onGray((from, to) => cv.rotate(from, to, cv.ROTATE_90_COUNTERCLOCKWISE)),
    'rotate 30 degrees, bilinear': onGray((from, to) => {
      const turn = cv.getRotationMatrix2D(new cv.Point((from.cols - 1) / 2, (from.rows - 1) / 2), 30, 1);
      cv.warpAffine(from, to, turn, from.size());
      turn.delete();
    }),
    'perspective, bilinear': onGray((from, to) => cv.warpPerspective(from, to, tilted, from.size())),
    'pad 16, reflect': onGray((from, to) => cv.copyMakeBorder(from, to, 16, 16, 16, 16, cv.BORDER_REFLECT)),
    'colour to gray': on(3, (from, to) => cv.cvtColor(from, to, cv.COLOR_RGB2GRAY)),
    'colour to HSV': on(3, (from, to) => cv.cvtColor(from, to, cv.COLOR_RGB2HSV)),
    'colour to Lab': on(3, (from, to) => cv.cvtColor(from, to, cv.COLOR_RGB2Lab)),
    'colour to YCbCr': on(3, (from, to) => cv.cvtColor(from, to, cv.COLOR_RGB2YCrCb)),
  };
}

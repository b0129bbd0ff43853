import type loading from '@techstark/opencv-js';
import type { TestPicture } from './test-picture.ts';

/** A matrix of OpenCV with the pixels of the picture. */
export function byteMatrix(
  cv: typeof loading,
  { gray, rgb, width, height }: TestPicture,
  channels: 1 | 3 = 1,
): InstanceType<typeof loading.Mat> {
  // Its types ask for a list of numbers; it takes typed arrays, which need not be copied number by number.
  const data = (channels === 1 ? gray : rgb) as unknown as number[];
  return cv.matFromArray(height, width, channels === 1 ? cv.CV_8UC1 : cv.CV_8UC3, data);
}

import { multiOtsu as findThresholds } from '@cv/classical';
import { createPicture } from '@cv/image';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { numberOption } from '../options/number-option.ts';

export const multiOtsu: AnyImageOperation = imageOperation({
  name: 'multi-otsu',
  family: 'Thresholds',
  description: 'Part a picture into several classes of brightness.',
  input: 'gray',
  options: {
    classes: numberOption('how many; fewer where there are fewer values', {
      default: 3,
      least: 2,
      most: 256,
      whole: true,
    }),
  },
  run: (picture, { classes }) => {
    const values = new Set(picture.data).size;
    const most = Math.min(classes, values);
    const thresholds = most < 2 ? [] : [...findThresholds(picture, { classes: most }).thresholds];
    const data = Uint8Array.from(picture.data, (value) => thresholds.filter((level) => value > level).length);
    const { width, height } = picture;
    const range = [0, Math.max(1, thresholds.length)] as const;
    return { picture: createPicture({ data, width, height, channels: 1, range }), numbers: { thresholds } };
  },
});

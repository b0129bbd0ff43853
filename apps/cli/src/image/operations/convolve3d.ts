import { convolve3d as convolve } from '@cv/classical';
import { convertPicture, createPicture, type Picture } from '@cv/image';
import { OptionError } from '@cv/tensor/errors';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { inputOf } from '../operation-input.ts';
import { flagOption } from '../options/flag-option.ts';
import { numberOption } from '../options/number-option.ts';
import { numbersOption } from '../options/numbers-option.ts';
import { picturesOption } from '../options/pictures-option.ts';
import { borderOptions } from './border-options.ts';

export const convolve3d: AnyImageOperation = imageOperation({
  name: 'convolve3d',
  family: 'Filters',
  description: 'Convolve a stack of pictures, a volume, with a kernel of three dimensions.',
  input: 'opaque',
  options: {
    behind: picturesOption('pictures of the same size that lie behind this one, in order'),
    weights: numbersOption('weights, slice by slice, row by row (default: the mean of 3 x 3 x 3)'),
    shape: numbersOption('slices, rows and columns of these weights', {
      least: 1,
      whole: true,
      counts: [3],
      default: [3, 3, 3],
    }),
    slice: numberOption('which slice becomes the picture, from 0 (default: the middle)', { least: 0, whole: true }),
    signed: flagOption('show negative results too: 0 becomes mid grey'),
    ...borderOptions('reflect'),
  },
  run: (picture, { behind, weights: given, shape, slice: chosen, signed, ...border }) => {
    const slices = [picture, ...behind.map((one) => inputOf(one, 'opaque'))];
    const [depth, height, width] = shape as [number, number, number];
    const weights = given ?? Array.from({ length: 27 }, () => 1 / 27);
    if (weights.length !== depth * height * width) {
      const message = `cv image convolve3d: ${weights.length} weights do not fill ${shape.join(' x ')}; say --shape slices,rows,columns`;
      throw new OptionError(message, {});
    }
    const slice = chosen ?? slices.length >> 1;
    if (slice >= slices.length) {
      throw new OptionError(`cv image convolve3d: there are ${slices.length} slices, from 0; there is no ${slice}`, {});
    }
    const { data } = convolve(volumeOf(slices), { weights, depth, height, width }, border);
    const gain = Math.max(...[1, -1].map((sign) => weights.reduce((sum, w) => sum + Math.max(0, sign * w), 0)), 1e-6);
    const most = gain * (picture.range[1] - picture.range[0]);
    const range = signed ? ([-most, most] as const) : picture.range;
    const length = picture.data.length;
    const shown = slices.map((_, z) =>
      createPicture({ ...picture, layout: 'interleaved', range, data: data.slice(z * length, (z + 1) * length) }),
    );
    return {
      picture: shown[slice],
      stages: Object.fromEntries(shown.map((one, z) => [`slice-${z}`, one])),
    };
  },
});

function volumeOf(slices: readonly Picture[]): Parameters<typeof convolve>[0] {
  const { width, height, channels, range } = slices[0]!;
  const data = new Float32Array(slices.length * width * height * channels);
  for (const [z, one] of slices.entries()) {
    if (one.width !== width || one.height !== height || one.channels !== channels) {
      const message = `cv image convolve3d: slice ${z} is ${one.width} x ${one.height} x ${one.channels}, the first ${width} x ${height} x ${channels}`;
      throw new OptionError(message, {});
    }
    data.set(
      convertPicture(one, { dtype: 'float32', range, layout: 'interleaved' }).data,
      z * width * height * channels,
    );
  }
  return { data, depth: slices.length, height, width, channels };
}

import { backend_util } from '@tensorflow/tfjs-core';
import type { CompositeRule } from '../composite-rule.ts';

const flipLeftRight: CompositeRule = {
  kernel: 'FlipLeftRight',
  compose: (record, { image }) => record.call('Reverse', [image!], { dims: [2] }),
};

/** Turns pictures by `radians` about `center`, in parts of the sides; outside is `fillValue`, and opaque where it is a colour. */
const rotateWithOffset: CompositeRule = {
  kernel: 'RotateWithOffset',
  compose(record, { image }, { radians, fillValue, center }) {
    const [, height, width, channels] = image!.shape as [number, number, number, number];
    const [x, y] = backend_util.getImageCenter(center as number, height, width);
    const [sin, cos] = [Math.sin(radians as number), Math.cos(radians as number)];
    const map = [cos, -sin, x - x * cos + y * sin, sin, cos, y - x * sin - y * cos, 0, 0];
    const colour = Array.isArray(fillValue) ? [...fillValue, 255].slice(0, channels) : fillValue;
    return record.call('Transform', [image!, record.leaf(Float32Array.from(map), [1, 8])], {
      interpolation: 'nearest',
      fillMode: 'constant',
      fillValue: colour,
    });
  },
};

export const imageCompositeRules: readonly CompositeRule[] = [flipLeftRight, rotateWithOffset];

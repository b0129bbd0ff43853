import type { Batch } from '@cv/data';
import { Rng } from '@cv/tensor/rng';
import type { NetworkWork } from '../suites/work.ts';

/** Noise as pictures and the classes in turn as labels: the same for every run. */
export function fixedBatch({ batch, input, classes }: NetworkWork): Pick<Batch, 'images' | 'shape' | 'labels'> {
  const shape = [batch, ...input] as const;
  const images = new Rng(0).fillNormal(new Float32Array(shape.reduce((product, length) => product * length, 1)));
  const labels = Int32Array.from({ length: batch }, (_, i) => i % classes);
  return { images, shape, labels };
}

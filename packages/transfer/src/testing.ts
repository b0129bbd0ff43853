import { ArrayDataset } from '@cv/data';
import { Conv2d, Dropout, Flatten, Linear, MaxPool2d, ReLU, Sequential } from '@cv/layers';
import { Rng } from '@cv/tensor/rng';

/** Bars 6x6, upright (class 0) or lying (class 1), with noise. */
export function bars(count: number, seed: number): ArrayDataset {
  const rng = new Rng(seed);
  const images = new Uint8Array(count * 36);
  const labels = new Uint8Array(count);
  for (let n = 0; n < count; n++) {
    const label = rng.integer(0, 2);
    const at = rng.integer(0, 6);
    labels[n] = label;
    for (let i = 0; i < 36; i++) {
      const on = label === 0 ? i % 6 === at : Math.floor(i / 6) === at;
      images[n * 36 + i] = on ? 255 : rng.integer(0, 60);
    }
  }
  return new ArrayDataset({ images, shape: [6, 6, 1], labels, classes: ['upright', 'lying'] });
}

/** A tiny convolutional network for {@link bars}. */
export function barNet(seed: number): Sequential {
  const rng = new Rng(seed);
  return new Sequential([
    new Conv2d(1, 4, { kernelSize: 3, padding: 1, rng: rng.split(0) }),
    new ReLU(),
    new MaxPool2d(2),
    new Flatten(),
    new Dropout(0.1),
    new Linear(36, 2, { rng: rng.split(1) }),
  ]);
}

import { ArrayDataset } from '@cv/data';
import { Rng } from '@cv/tensor/rng';
import { Learner } from '@cv/transfer';
import { lenet5 } from '@cv/zoo';

const SIDE = 28;
/** Small, since the WebGPU adapter of the tests is a program on the CPU. */
const BATCH = 8;

/** Steps of the curve. */
export const CURVE_STEPS = 100;

/** Something like digits: each class is a few strokes of its own, moved about and with noise. */
function strokes(count: number, seed: number): ArrayDataset {
  const rng = new Rng(seed);
  const shapes = Array.from({ length: 10 }, () => Array.from({ length: 40 }, () => rng.integer(4, 24)));
  const images = new Uint8Array(count * SIDE * SIDE);
  const labels = Array.from({ length: count }, () => rng.integer(0, 10));
  labels.forEach((label, n) => {
    const [dx, dy] = [rng.integer(-3, 4), rng.integer(-3, 4)];
    for (let i = 0; i < 40; i += 2) {
      const [x, y] = [shapes[label]![i]! + dx, shapes[label]![i + 1]! + dy];
      for (const at of [y * SIDE + x, y * SIDE + x + 1, (y + 1) * SIDE + x]) {
        images[n * SIDE * SIDE + at] = rng.integer(120, 256);
      }
    }
  });
  return new ArrayDataset({ images, shape: [SIDE, SIDE, 1], labels, classes: Array.from('0123456789') });
}

/**
 * Trains LeNet-5 from scratch on the active device: the same seed and data everywhere.
 *
 * @param steps at most {@link CURVE_STEPS}
 * @param onStep called after each step
 * @returns the loss of each step, and how often the device was lost
 */
export async function lenetCurve(
  steps: number,
  onStep: (step: number) => void = () => undefined,
): Promise<{ losses: number[]; lost: number }> {
  const learner = new Learner(lenet5({ rng: new Rng(3) }), {
    train: strokes(BATCH * CURVE_STEPS, 7),
    batchSize: BATCH,
    seed: 5,
    normalize: { mean: [0.1307], std: [0.3081] },
  });
  const losses: number[] = [];
  let lost = 0;
  const stop = new AbortController();
  await learner.fit(1, {
    lrMax: 1e-3,
    signal: stop.signal,
    onStep: ({ step, loss }) => {
      losses[step] = loss;
      if (step + 1 === steps) stop.abort();
      onStep(step);
    },
    onDeviceLost: () => {
      lost++;
    },
  });
  learner.dispose();
  learner.model.dispose();
  return { losses, lost };
}

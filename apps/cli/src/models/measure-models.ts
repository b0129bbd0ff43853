import { dispose, read, tensor } from '@cv/tensor';
import { CvError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import type { ModelEntry } from '@cv/zoo';
import type { DeviceOptions } from '../device-options.ts';
import { openChosenDevice } from '../open-chosen-device.ts';
import { countBar } from '../terminal/count-bar.ts';

/** How to measure. */
export interface MeasureOptions extends DeviceOptions {
  /** Examples of each prediction. Default 1. */
  readonly batch?: number | undefined;
}

/** What was measured. */
export interface Measured {
  readonly device: string;
  readonly batch: number;
  /** Milliseconds by id; null for a model that the device could not run. */
  readonly ms: ReadonlyMap<string, number | null>;
}

const WARM_UP = 2;
const LEAST = 5;
const SPAN_MS = 1000;

/**
 * Measures a prediction of each model with random weights: the median of at least 5 runs that take about a second, after 2 that are not counted. The time ends when
 * the logits are read.
 */
export async function measureModels(
  entries: readonly ModelEntry[],
  { batch = 1, ...options }: MeasureOptions,
): Promise<Measured> {
  const device = await openChosenDevice(options);
  device.require('infer');
  const ms = new Map<string, number | null>();
  const bar = countBar('measuring', entries.length);
  try {
    for (const entry of entries) {
      ms.set(entry.id, await measureOne(entry, batch));
      bar.update(ms.size);
    }
  } finally {
    bar.close();
  }
  return { device: device.name, batch, ms };
}

async function measureOne(entry: ModelEntry, batch: number): Promise<number | null> {
  const model = await entry.create({ rng: new Rng(1) });
  const shape = [batch, ...entry.inputShape];
  const x = tensor(new Rng(2).fillUniform(new Float32Array(shape.reduce((a, b) => a * b, 1))), shape);
  const times: number[] = [];
  try {
    for (let i = 0, begin = 0; times.length < LEAST || performance.now() - begin < SPAN_MS; i++) {
      const start = performance.now();
      if (i === WARM_UP) begin = start;
      const logits = model.forward(x);
      await read(logits);
      dispose(logits);
      if (i >= WARM_UP) times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[times.length >> 1]!;
  } catch (error) {
    if (!(error instanceof CvError)) throw error;
    console.error(`${entry.id}: ${error.message}`);
    return null;
  } finally {
    dispose(x);
    model.dispose();
  }
}

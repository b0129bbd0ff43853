import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { crossEntropy, type StateDict } from '@cv/layers';
import { dispose, numTensors, read, type Tensor, tensor, valueAndGrads } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { expect, test } from 'vitest';
import { lenet5 } from './lenet5.ts';

const golden = JSON.parse(readFileSync(new URL('../../fixtures/lenet5.json', import.meta.url), 'utf8')) as {
  parameters: Record<string, number[]>;
  logits: number[];
  stage2Channel5: number[];
  loss: number;
  gradInput: number[];
  gradients: Record<string, { sum: number; norm: number; first: number[] }>;
};

/** The formula of fixtures/generate.py. */
function formula(index: number, count: number, scale: number): Float32Array {
  return Float32Array.from(
    { length: count },
    (_, i) => scale * ((((i + 1) * 0.6180339887498949 + index * Math.SQRT2) % 1) - 0.5),
  );
}

function expectClose(received: ArrayLike<number>, expected: readonly number[], what: string): void {
  expect(received.length, what).toBe(expected.length);
  const scale = Math.max(...expected.map(Math.abs));
  const worst = Math.max(...expected.map((value, i) => Math.abs(received[i]! - value)));
  expect(worst / scale, what).toBeLessThanOrEqual(1e-5);
}

test('lenet5 equals PyTorch: names, shapes, logits, a stage, loss, gradients', async () => {
  const before = numTensors();
  const model = lenet5({ rng: new Rng(1) });
  expect(model.namedParameters().map(([name, { shape }]) => [name, [...shape]])).toEqual(
    Object.entries(golden.parameters),
  );
  const state: StateDict = Object.fromEntries(
    Object.entries(golden.parameters).map(([name, shape], index) => {
      const count = shape.reduce((product, length) => product * length, 1);
      const fanIn = shape.length > 1 ? count / shape[0]! : 4;
      return [name, { dtype: 'float32', shape, data: formula(index, count, 4 / Math.sqrt(fanIn)) }];
    }),
  );
  model.loadStateDict(state);

  const x = tensor(formula(100, 2 * 784, 2), [2, 28, 28, 1]);
  const labels = tensor(Int32Array.of(3, 8), [2], 'int32');
  const stage2 = model.stages[1]!.modules.at(-1);
  let captured: Promise<ArrayLike<number>> | undefined;
  const capture = (module: unknown, output: Tensor) => {
    if (module === stage2) captured = read(output);
  };
  const logits = model.forward(x, { training: false, capture });
  expectClose(await read(logits), golden.logits, 'logits');
  // Channels last: [2, 5, 5, 16]; the reference holds channel 5.
  const maps = Array.from((await captured)!);
  expectClose(
    maps.filter((_, i) => i % 16 === 5),
    golden.stage2Channel5,
    'stage 2',
  );

  const named = model.namedParameters();
  const { value, grads } = valueAndGrads(
    () => crossEntropy(model.forward(x, { training: true }), labels),
    [x, ...named.map(([, parameter]) => parameter.value)],
  );
  expectClose(await read(value), [golden.loss], 'loss');
  expectClose((await read(grads[0]!)).slice(280, 308), golden.gradInput, 'row 10 of the gradient of the input');
  for (const [index, [name]] of named.entries()) {
    const gradient = Array.from(await read(grads[index + 1]!));
    const expected = golden.gradients[name]!;
    const norm = Math.hypot(...gradient);
    expect(Math.abs(norm / expected.norm - 1), `norm of ${name}`).toBeLessThanOrEqual(1e-5);
    // The sum cancels: its error is measured against the norm.
    const sum = gradient.reduce((total, slope) => total + slope, 0);
    expect(Math.abs(sum - expected.sum) / expected.norm, `sum of ${name}`).toBeLessThanOrEqual(
      1e-5 * Math.sqrt(gradient.length),
    );
  }
  dispose([x, labels, logits, value, ...grads]);
  model.dispose();
  expect(numTensors()).toBe(before);
});

import { beforeAll, describe, expect, it } from 'vitest';
import * as cv from '../index.ts';
import { useCpu } from '../testing/cpu.ts';
import { expectClose } from '../testing/expect-close.ts';
import { goldens, runCase, unpack } from '../testing/goldens.ts';

const USUAL = { absolute: 2e-6, relative: 2e-5 };
/** A mean of 1e3 is rounded to float32 by up to 3e-5, which its gradients sum up; layer norm, like PyTorch's in float32, does not make up for it. */
const LAYER_NORM_LARGE_MEAN = { absolute: 2e-4, relative: 2e-5 };

beforeAll(useCpu);

describe.each(goldens.cases)('$name', (one) => {
  const tolerance = one.name === 'layerNorm large mean' ? LAYER_NORM_LARGE_MEAN : USUAL;

  it('forward', async () => {
    const before = cv.numTensors();
    const inputs = Object.fromEntries(Object.entries(one.inputs).map(([name, packed]) => [name, unpack(packed)]));
    const y = cv.scope(() => runCase(one, inputs));
    await expectClose(y, one.output.values, { shape: one.output.shape, ...tolerance });
    cv.dispose([y, ...Object.values(inputs)]);
    expect(cv.numTensors()).toBe(before);
  });

  const names = Object.keys(one.gradients);
  it.runIf(names.length > 0)('gradient', async () => {
    const before = cv.numTensors();
    const inputs = Object.fromEntries(Object.entries(one.inputs).map(([name, packed]) => [name, unpack(packed)]));
    const weights = unpack(one.weights);
    const { value, grads } = cv.valueAndGrads(
      () => cv.sum(cv.mul(runCase(one, inputs), weights)),
      names.map((name) => inputs[name]!),
    );
    for (const [i, name] of names.entries()) {
      const expected = one.gradients[name]!;
      await expectClose(grads[i]!, expected.values, { shape: expected.shape, ...tolerance });
    }
    cv.dispose([value, weights, ...grads, ...Object.values(inputs)]);
    expect(cv.numTensors()).toBe(before);
  });
});

describe.each(goldens.optimisers)('$op $attrs', (one) => {
  it('follows torch.optim', async () => {
    const before = cv.numTensors();
    let parameter = unpack(one.parameter);
    let state: Record<string, cv.Tensor> = {};
    for (const name of one.op === 'adamWUpdate' ? ['m', 'v'] : ['velocity'])
      state[name] = cv.zeros(one.parameter.shape);
    for (const [step, packed] of one.gradients.entries()) {
      const gradient = unpack(packed);
      const schedule = cv.tensor(one.schedules[step]!);
      const inputs = { parameter, gradient, schedule, ...state } as unknown as cv.AdamWInputs & cv.SgdInputs;
      const attrs = one.attrs as never;
      const next = { ...(one.op === 'adamWUpdate' ? cv.adamWUpdate(inputs, attrs) : cv.sgdUpdate(inputs, attrs)) };
      cv.dispose([parameter, gradient, schedule, ...Object.values(state)]);
      const { parameter: updated, ...rest } = next;
      parameter = updated;
      state = rest as Record<string, cv.Tensor>;
      await expectClose(parameter, one.after[step]!.values, { absolute: 1e-6, relative: 1e-5 });
    }
    cv.dispose([parameter, ...Object.values(state)]);
    expect(cv.numTensors()).toBe(before);
  });
});

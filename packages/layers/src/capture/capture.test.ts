import '@tensorflow/tfjs-backend-cpu';
import { dispose, max, mean, numTensors, ones, read, scope, sum, type Tensor, tensor } from '@cv/tensor';
import { OptionError, ShapeError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Dropout, Flatten, Linear, Module, mlp, ReLU, Sequential } from '../index.ts';
import { capture } from './capture.ts';
import { captureGradients } from './capture-gradients.ts';
import { captureTensors } from './capture-tensors.ts';

/** Ten parts in a row, so that names of two digits come after those of one; `fc` runs in training only. */
class Wide extends Module {
  readonly row = this.child('row', new Sequential(Array.from({ length: 11 }, () => new ReLU())));
  readonly idle = this.child('fc', new Linear(2, 2, { rng: new Rng(1) }));

  protected override compute(x: Tensor): Tensor {
    return this.row.forward(x);
  }
}

let before = 0;
let model: Sequential;
let x: Tensor;
beforeEach(() => {
  before = numTensors();
  model = mlp({ inFeatures: 3, hidden: [4], classes: 2, rng: new Rng(1) });
  x = tensor(Float32Array.of(1, -2, 3, 0.5, 0, -1), [2, 3]);
  dispose(model.forward(x)); // draws the weights
});
afterEach(() => {
  dispose(x);
  model.dispose();
  expect(numTensors(), 'tensors left').toBe(before);
});

describe('capture', () => {
  test('reads what is chosen, by name or by a predicate; all by default', async () => {
    const named = await capture(model, x, { names: ['relu1', 'fc1'] });
    expect(Object.keys(named.activations)).toEqual(['fc1', 'relu1']);
    expect(named.activations.relu1.shape).toEqual([2, 4]);
    expect(named.activations.relu1.data).toEqual(named.activations.fc1.data.map((value) => Math.max(0, value)));
    expect(named.activations.fc1).not.toHaveProperty('input');
    const linear = await capture(model, x, { names: (name, module) => module instanceof Linear && name !== 'fc2' });
    expect(linear.activations).toEqual({ fc1: named.activations.fc1 });
    const all = await capture(model, x);
    expect(Object.keys(all.activations)).toEqual(['flatten', 'fc1', 'relu1', 'fc2', '']);
    expect(all.activations['']).toEqual(all.output);
    expect((await capture(model, x, { names: [] })).activations).toEqual({});
  });

  test('gives inputs when asked, and copies that no tensor shares', async () => {
    const same = new Sequential({ flatten: new Flatten(), drop: new Dropout(0.5) });
    const { activations } = await capture(same, x, { inputs: true });
    expect(activations.drop!.data).toEqual(await read(x));
    activations.drop!.data.fill(7);
    activations.drop!.input!.data.fill(8);
    expect(activations.flatten!.data).toEqual(await read(x));
    expect((await read(x))[0]).toBe(1);
  });

  test('goes by the context: dropout drops in training, hooks of the caller are called', async () => {
    const dropped = new Sequential({ drop: new Dropout(0.5) });
    const seen: string[] = [];
    const context = {
      training: true,
      rng: new Rng(2),
      enter: (module: Module, input: Tensor) => seen.push(`enter ${module.constructor.name} ${input.shape.join()}`),
      capture: (module: Module, output: Tensor) => seen.push(`leave ${module.constructor.name} ${output.shape.join()}`),
    };
    const { activations } = await capture(dropped, x, { names: ['drop'], context });
    expect(activations.drop.data).toContain(0);
    expect(activations.drop.data).not.toEqual(await read(x));
    expect(seen).toEqual(['enter Sequential 2,3', 'enter Dropout 2,3', 'leave Dropout 2,3', 'leave Sequential 2,3']);
  });

  test('refuses an unknown name, with the nearest ones, before anything runs', async () => {
    const attempt = capture(model, x, { names: ['fc1', 'Relu'] });
    await expect(attempt).rejects.toThrow(OptionError);
    await expect(attempt).rejects.toThrow(
      "capture: the model has no module 'Relu'; the nearest are 'relu1', 'fc1', 'fc2', 'flatten'",
    );
    await expect(attempt).rejects.toMatchObject({ fields: { received: 'Relu' } });
    await expect(capture(new ReLU(), x, { names: ['fc'] })).rejects.toThrow("no module 'fc'; it has no parts");
  });

  test('refuses the name of a module that did not run', async () => {
    const wide = new Wide();
    await expect(capture(wide, x, { names: ['row', 'fc'] })).rejects.toThrow(
      "capture: the forward pass did not go through 'row', 'fc'",
    );
    wide.dispose();
  });

  test('frees everything when the model throws', async () => {
    const held = numTensors();
    const wrong = ones([2, 5]);
    await expect(capture(model, wrong, { inputs: true })).rejects.toThrow(ShapeError);
    expect(() => captureTensors(model, wrong)).toThrow(ShapeError);
    await expect(captureGradients(model, wrong, { of: sum })).rejects.toThrow(ShapeError);
    dispose(wrong);
    expect(numTensors()).toBe(held);
  });
});

describe('captureTensors', () => {
  test('gives tensors to the scope around it', async () => {
    const held = numTensors();
    const strongest = scope(() => {
      const { activations } = captureTensors(model, x, { names: ['relu1'] });
      return max(activations.relu1.output);
    });
    expect(numTensors()).toBe(held + 1);
    const { activations } = await capture(model, x, { names: ['relu1'] });
    expect((await read(strongest))[0]).toBe(Math.max(...activations.relu1.data));
    dispose(strongest);
  });
});

describe('captureGradients', () => {
  test('by hand: the gradient of a mean, and zeros where nothing leads to the scalar', async () => {
    const { activations, value, output } = await captureGradients(model, x, { names: ['', 'fc1'], of: mean });
    expect(activations[''].gradient).toEqual({ shape: [2, 2], data: new Float32Array(4).fill(0.25) });
    expect(value).toBeCloseTo(
      output.data.reduce((total, each) => total + each / 4, 0),
      6,
    );
    const weight = (await model.stateDict())['fc2.weight']!.data; // [2, 4]
    const expected = Array.from(activations.fc1.data, (before, i) =>
      before > 0 ? (Number(weight[i % 4]) + Number(weight[4 + (i % 4)])) / 4 : 0,
    );
    expect(activations.fc1.gradient.data).toHaveLength(8);
    for (const [i, slope] of expected.entries()) expect(activations.fc1.gradient.data[i]).toBeCloseTo(slope, 6);
    const none = await captureGradients(model, x, { names: ['fc1'], of: () => sum(x) });
    expect(none.activations.fc1.gradient.data).toEqual(new Float32Array(8));
  });

  test('keeps names and gradients together where names are numbers', async () => {
    const row = new Sequential(Array.from({ length: 11 }, () => new Linear(3, 3, { rng: new Rng(3) })));
    const { activations } = await captureGradients(row, x, { names: ['10', '9', ''], of: sum });
    expect(activations['10'].gradient.data).toEqual(new Float32Array(6).fill(1));
    expect(activations['9'].gradient.data).not.toEqual(activations['10'].gradient.data);
    row.dispose();
  });

  test('refuses what is no scalar, and a choice of nothing', async () => {
    await expect(captureGradients(model, x, { of: (logits) => logits })).rejects.toThrow(ShapeError);
    await expect(captureGradients(model, x, { of: sum, names: () => false })).rejects.toThrow(
      'captureGradients: no module that ran was chosen',
    );
  });
});

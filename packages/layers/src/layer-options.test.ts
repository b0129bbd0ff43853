import '@tensorflow/tfjs-backend-cpu';
import { dispose, numTensors, ones, read, tensor, zeros } from '@cv/tensor';
import { OptionError, ShapeError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { describe, expect, test } from 'vitest';
import { AdaptiveAvgPool2d } from './adaptive-avg-pool2d.ts';
import { AvgPool2d } from './avg-pool2d.ts';
import { BatchNorm2d } from './batch-norm2d.ts';
import { ConvTranspose2d } from './conv-transpose2d.ts';
import { Conv2d } from './conv2d.ts';
import { DropPath } from './drop-path.ts';
import { Dropout } from './dropout.ts';
import { Flatten } from './flatten.ts';
import { GELU } from './gelu.ts';
import { GlobalAvgPool } from './global-avg-pool.ts';
import { GroupNorm } from './group-norm.ts';
import { LayerNorm } from './layer-norm.ts';
import { LeakyReLU } from './leaky-relu.ts';
import { Linear } from './linear.ts';
import { LocalResponseNorm } from './local-response-norm.ts';
import { MaxPool2d } from './max-pool2d.ts';
import { MultiHeadAttention } from './multi-head-attention.ts';
import { PatchEmbed } from './patch-embed.ts';

const rng = new Rng(5);

describe('constructors refuse', () => {
  test.each<[string, string, () => unknown]>([
    ['LocalResponseNorm of 0', 'LocalResponseNorm: size is 0', () => new LocalResponseNorm(0)],
    ['LocalResponseNorm NaN', 'beta is NaN', () => new LocalResponseNorm(3, { beta: NaN })],
    [
      'ConvTranspose2d with groups that do not divide',
      'ConvTranspose2d: groups 2 does not divide 4 and 3',
      () => new ConvTranspose2d(4, 3, { kernelSize: 2, groups: 2, rng }),
    ],
    [
      'ConvTranspose2d with output padding of the stride',
      'outputPadding [2,2] must be below',
      () => new ConvTranspose2d(4, 3, { kernelSize: 2, stride: 2, outputPadding: 2, rng }),
    ],
    ['Linear without inputs', 'Linear: inFeatures is 0', () => new Linear(0, 3, { rng })],
    ['Linear with half an output', 'Linear: outFeatures is 1.5', () => new Linear(3, 1.5, { rng })],
    ['Conv2d without channels', 'Conv2d: inChannels is NaN', () => new Conv2d(NaN, 3, { kernelSize: 3, rng })],
    ['Conv2d with kernel 0', 'Conv2d: kernelSize (width) is 0', () => new Conv2d(1, 1, { kernelSize: [3, 0], rng })],
    ['Conv2d with stride 0', 'Conv2d: stride (height) is 0', () => new Conv2d(1, 1, { kernelSize: 3, stride: 0, rng })],
    ['Conv2d with dilation 0', 'dilation (height)', () => new Conv2d(1, 1, { kernelSize: 3, dilation: 0, rng })],
    ['Conv2d with padding -1', 'Conv2d: padding is -1', () => new Conv2d(1, 1, { kernelSize: 3, padding: -1, rng })],
    [
      'Conv2d with groups that do not divide',
      'Conv2d: groups 3 does not divide inChannels 4 and outChannels 6',
      () => new Conv2d(4, 6, { kernelSize: 1, groups: 3, rng }),
    ],
    [
      "Conv2d with 'same' and a stride",
      "Conv2d: padding 'same' with stride [2,2]",
      () => new Conv2d(1, 1, { kernelSize: 3, padding: 'same', stride: 2, rng }),
    ],
    ['BatchNorm2d without channels', 'BatchNorm2d: numFeatures is 0', () => new BatchNorm2d(0)],
    ['BatchNorm2d with eps -1', 'BatchNorm2d: eps is -1', () => new BatchNorm2d(1, { eps: -1 })],
    ['BatchNorm2d with momentum 2', 'BatchNorm2d: momentum is 2', () => new BatchNorm2d(1, { momentum: 2 })],
    ['Dropout of 1.1', 'Dropout: p is 1.1', () => new Dropout(1.1)],
    ['Dropout of NaN', 'Dropout: p is NaN', () => new Dropout(NaN)],
    ['MaxPool2d of 0', 'MaxPool2d: kernelSize (height) is 0', () => new MaxPool2d(0)],
    ['MaxPool2d with padding', 'MaxPool2d: padding [2,2] is more than half', () => new MaxPool2d(3, { padding: 2 })],
    ['AvgPool2d with stride -1', 'AvgPool2d: stride (height) is -1', () => new AvgPool2d(2, { stride: -1 })],
    ['AdaptiveAvgPool2d of 0', 'AdaptiveAvgPool2d: outputSize', () => new AdaptiveAvgPool2d(0)],
    ['LayerNorm of 0', 'LayerNorm: normalizedShape is 0', () => new LayerNorm(0)],
    ['LayerNorm with eps 0', 'LayerNorm: eps is 0', () => new LayerNorm(4, { eps: 0 })],
    ['GroupNorm of 3 groups', 'GroupNorm: numGroups 3 does not divide numChannels 4', () => new GroupNorm(3, 4)],
    ['GroupNorm with eps NaN', 'GroupNorm: eps is NaN', () => new GroupNorm(2, 4, { eps: NaN })],
    [
      'MultiHeadAttention of 3 heads',
      'MultiHeadAttention: numHeads 3 does not divide embedDim 4',
      () => new MultiHeadAttention(4, 3, { rng }),
    ],
    ['PatchEmbed of 0', 'PatchEmbed: patchSize (height) is 0', () => new PatchEmbed(3, 4, { patchSize: 0, rng })],
    ['DropPath of 1', 'DropPath: p is 1', () => new DropPath(1)],
    ['LeakyReLU of infinity', 'LeakyReLU: negativeSlope is Infinity', () => new LeakyReLU(Infinity)],
    ['GELU by another name', "GELU: approximate is 'erf'", () => new GELU({ approximate: 'erf' as 'none' })],
  ])('%s', (_what, message, make) => {
    const before = numTensors();
    expect(make).toThrow(OptionError);
    expect(make).toThrow(message);
    expect(numTensors()).toBe(before);
  });
});

describe('inputs that do not fit are named by the layer', () => {
  test.each([
    ['Linear(3, 2): input [4,5] has a last axis of 5, expected 3', new Linear(3, 2, { rng }), [4, 5]],
    [
      'Conv2d(3, 2): input has shape [1,4,4,1], expected [N, H, W, 3]',
      new Conv2d(3, 2, { kernelSize: 3, rng }),
      [1, 4, 4, 1],
    ],
    ['Conv2d(3, 2): input has shape [4,4,3]', new Conv2d(3, 2, { kernelSize: 3, rng }), [4, 4, 3]],
    ['BatchNorm2d(3): input has shape [2,2,2,4]', new BatchNorm2d(3), [2, 2, 2, 4]],
    ['MaxPool2d: input has shape [4,4]', new MaxPool2d(2), [4, 4]],
    ['AvgPool2d: input has shape [4,4]', new AvgPool2d(2), [4, 4]],
    ['AdaptiveAvgPool2d: input has shape [4]', new AdaptiveAvgPool2d(1), [4]],
    ['GlobalAvgPool: input has shape [4]', new GlobalAvgPool(), [4]],
    ['Flatten: input has shape [4], expected at least [N, C]', new Flatten(), [4]],
    ['LayerNorm(3): input [2,4] has a last axis of 4, expected 3', new LayerNorm(3), [2, 4]],
    ['GroupNorm(1, 3): input has shape [2,2,2,4]', new GroupNorm(1, 3), [2, 2, 2, 4]],
    [
      'MultiHeadAttention(4, 2): input has shape [2,3,5], expected [N, T, 4]',
      new MultiHeadAttention(4, 2, { rng }),
      [2, 3, 5],
    ],
    ['MultiHeadAttention(4, 2): input has shape [2,4]', new MultiHeadAttention(4, 2, { rng }), [2, 4]],
    [
      'PatchEmbed: images of 4 x 6 pixels are not made of patches of 4 x 4',
      new PatchEmbed(1, 2, { patchSize: 4, rng }),
      [1, 4, 6, 1],
    ],
  ] as const)('%s', (message, layer, shape) => {
    const x = zeros([...shape]);
    const before = numTensors();
    expect(() => layer.forward(x)).toThrow(ShapeError);
    expect(() => layer.forward(x)).toThrow(message);
    expect(numTensors()).toBe(before);
    dispose(x);
    layer.dispose();
  });
});

describe('PyTorch default initialisation', () => {
  test('of Conv2d is even within 1 / sqrt(fanIn), weight and bias', async () => {
    const conv = new Conv2d(8, 64, { kernelSize: 3, groups: 2, rng: new Rng(1) });
    const bound = 1 / Math.sqrt((8 / 2) * 9);
    for (const parameter of [conv.weight, conv.bias!]) {
      const values = [...((await read(parameter.value)) as Float32Array)];
      expect(Math.max(...values)).toBeLessThanOrEqual(bound);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(-bound);
      expect(Math.max(...values)).toBeGreaterThan(0.9 * bound);
      expect(Math.min(...values)).toBeLessThan(-0.9 * bound);
    }
    conv.dispose();
  });

  test('of Linear too, and differs from seed to seed', async () => {
    const make = (seed: number) => new Linear(100, 50, { rng: new Rng(seed) });
    const [first, again, other] = [make(1), make(1), make(2)];
    const values = [...((await read(first.weight.value)) as Float32Array)];
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(Math.fround(0.1));
    expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(0.099);
    expect([...(await read(again.weight.value))]).toEqual(values);
    expect([...(await read(other.weight.value))]).not.toEqual(values);
    for (const each of [first, again, other]) each.dispose();
  });

  test('of BatchNorm2d is scale 1, shift 0, mean 0, variance 1, count 0', async () => {
    const bn = new BatchNorm2d(2);
    const state = await bn.stateDict();
    expect(Object.entries(state).map(([name, { data }]) => [name, ...data])).toEqual([
      ['weight', 1, 1],
      ['bias', 0, 0],
      ['running_mean', 0, 0],
      ['running_var', 1, 1],
      ['num_batches_tracked', 0n],
    ]);
    bn.dispose();
  });
});

describe('Dropout', () => {
  const x = ones([4000]);

  test('zeroes a share p and scales the rest', async () => {
    const y = new Dropout(0.25).forward(x, { training: true, rng: new Rng(2) });
    const values = [...(await read(y))];
    expect(new Set(values)).toEqual(new Set([0, Math.fround(1 / 0.75)]));
    const dropped = values.filter((value) => value === 0).length / values.length;
    expect(Math.abs(dropped - 0.25)).toBeLessThan(0.03); // 4 sigma
    dispose(y);
  });

  test('draws a new mask each time, the same from the same seed', async () => {
    const masks = async () => {
      const context = { training: true, rng: new Rng(2) };
      const both = [new Dropout().forward(x, context), new Dropout().forward(x, context)] as const;
      const values = [[...(await read(both[0]))], [...(await read(both[1]))]];
      dispose([...both]);
      return values;
    };
    const [first, second] = await masks();
    expect(first).not.toEqual(second);
    expect(await masks()).toEqual([first, second]);
  });

  test('of 0 passes all, of 1 nothing', async () => {
    const context = { training: true, rng: new Rng(2) };
    const [all, none] = [new Dropout(0).forward(x, context), new Dropout(1).forward(x, context)];
    expect([...(await read(all))].every((value) => value === 1)).toBe(true);
    expect([...(await read(none))].every((value) => value === 0)).toBe(true);
    dispose([all, none]);
  });

  test('without random numbers says what to pass', () => {
    expect(() => new Dropout(0.5).forward(x, { training: true })).toThrow(OptionError);
    expect(() => new Dropout(0.5).forward(x, { training: true })).toThrow('pass { training: true, rng }');
  });
});

describe('DropPath', () => {
  const x = ones([400, 2, 3]);

  test('drops whole examples and scales the rest', async () => {
    const y = new DropPath(0.25).forward(x, { training: true, rng: new Rng(2) });
    const values = [...(await read(y))];
    const examples = Array.from({ length: 400 }, (_, i) => new Set(values.slice(6 * i, 6 * i + 6)));
    expect(examples.every((example) => example.size === 1)).toBe(true);
    expect(new Set(values)).toEqual(new Set([0, Math.fround(1 / 0.75)]));
    const dropped = examples.filter((example) => example.has(0)).length / 400;
    expect(Math.abs(dropped - 0.25)).toBeLessThan(0.09); // 4 sigma
    dispose(y);
  });

  test('of 0, and in prediction, passes all', async () => {
    const all = [new DropPath().forward(x, { training: true }), new DropPath(0.5).forward(x)];
    for (const y of all) expect((await read(y)).every((value) => value === 1)).toBe(true);
    dispose(all);
  });

  test('without random numbers says what to pass', () => {
    expect(() => new DropPath(0.5).forward(x, { training: true })).toThrow('pass { training: true, rng }');
  });
});

describe('MultiHeadAttention', () => {
  test('starts as PyTorch: Xavier over the three projections together, no bias', async () => {
    const attention = new MultiHeadAttention(32, 4, { rng: new Rng(1) });
    const state = await attention.stateDict();
    const bound = Math.sqrt(6 / (32 + 96));
    const weights = [...(state.in_proj_weight!.data as Float32Array)].map(Math.abs);
    expect(Math.max(...weights)).toBeLessThanOrEqual(bound);
    expect(Math.max(...weights)).toBeGreaterThan(0.99 * bound);
    for (const name of ['in_proj_bias', 'out_proj.bias']) {
      expect([...(state[name]!.data as Float32Array)].every((value) => value === 0)).toBe(true);
    }
    attention.dispose();
  });
});

describe('BatchNorm2d', () => {
  const batch = tensor(Float32Array.of(1, 3, 5, 7), [4, 1, 1, 1]);

  test('records the unbiased variance by hand', async () => {
    const bn = new BatchNorm2d(1, { momentum: 0.5 });
    dispose(bn.forward(batch, { training: true }));
    const state = await bn.stateDict();
    expect(state.running_mean!.data[0]).toBeCloseTo(2, 6); // (0 + 4) / 2
    expect(state.running_var!.data[0]).toBeCloseTo((1 + 20 / 3) / 2, 6);
    expect(state.num_batches_tracked!.data[0]).toBe(1n);
    bn.dispose();
  });

  test('frozen uses and keeps its running statistics in training', async () => {
    const bn = new BatchNorm2d(1);
    bn.frozen = true;
    const before = await bn.stateDict();
    const [frozen, predicted] = [bn.forward(batch, { training: true }), bn.forward(batch)];
    expect(await read(frozen)).toEqual(await read(predicted));
    expect(await bn.stateDict()).toEqual(before);
    bn.frozen = false;
    const trained = bn.forward(batch, { training: true });
    expect(await read(trained)).not.toEqual(await read(frozen));
    expect(await bn.stateDict()).not.toEqual(before);
    dispose([frozen, predicted, trained]);
    bn.dispose();
  });

  test('refuses to train on one value per channel, and predicts it', () => {
    const bn = new BatchNorm2d(2);
    const one = ones([1, 1, 1, 2]);
    expect(() => bn.forward(one, { training: true })).toThrow('has 1 value per channel, training needs more than 1');
    dispose([bn.forward(one), one]);
    bn.dispose();
  });

  test('training steps leave no tensors behind', () => {
    const bn = new BatchNorm2d(1);
    const before = numTensors();
    for (let step = 0; step < 20; step++) dispose(bn.forward(batch, { training: true }));
    expect(numTensors()).toBe(before);
    expect(bn.numBatchesTracked!.value).toBe(20);
    bn.dispose();
  });
});

describe('Flatten', () => {
  test('orders channel by channel', async () => {
    const x = tensor(Float32Array.of(1, 10, 2, 20, 3, 30, 4, 40), [1, 2, 2, 2]);
    const y = new Flatten().forward(x);
    expect(y.shape).toEqual([1, 8]);
    expect([...(await read(y))]).toEqual([1, 2, 3, 4, 10, 20, 30, 40]);
    dispose([x, y]);
  });

  test('keeps vectors and maps of one place, and takes volumes', async () => {
    const flatten = new Flatten();
    const vector = tensor(Float32Array.of(1, 2), [1, 2]);
    const place = tensor(Float32Array.of(1, 2), [1, 1, 1, 2]);
    const volume = tensor(Float32Array.of(1, 10, 2, 20), [1, 2, 1, 1, 2]);
    const outputs = [flatten.forward(vector), flatten.forward(place), flatten.forward(volume)] as const;
    expect([...(await read(outputs[0]))]).toEqual([1, 2]);
    expect([...(await read(outputs[1]))]).toEqual([1, 2]);
    expect([...(await read(outputs[2]))]).toEqual([1, 2, 10, 20]);
    dispose([vector, place, volume, ...outputs]);
  });
});

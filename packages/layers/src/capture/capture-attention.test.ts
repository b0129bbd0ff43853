import '@tensorflow/tfjs-backend-cpu';
import {
  clone,
  dispose,
  keep,
  mul,
  numTensors,
  read,
  scope,
  sum,
  type Tensor,
  tensor,
  valueAndGrads,
} from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectClose } from '../golden.test.support.ts';
import { Linear, MultiHeadAttention, mlp, type PlainTensor, Sequential } from '../index.ts';
import { captureAttention } from './capture-attention.ts';

const WIDTH = 8;
const HEADS = 2;
const TOKENS = 5;

let before = 0;
let model: Sequential;
let x: Tensor;
beforeEach(() => {
  before = numTensors();
  const rng = new Rng(1);
  const twice = new MultiHeadAttention(WIDTH, HEADS, { rng });
  model = new Sequential({
    first: new MultiHeadAttention(WIDTH, HEADS, { rng }),
    fc: new Linear(WIDTH, WIDTH, { rng }),
    twice,
    again: twice,
  });
  x = tensor(rng.fillNormal(new Float32Array(3 * TOKENS * WIDTH)), [3, TOKENS, WIDTH]);
  dispose(model.forward(x)); // draws the weights
});
afterEach(() => {
  dispose(x);
  model.dispose();
  expect(numTensors(), 'tensors left').toBe(before);
});

/** Softmax of scaled scores by hand, from the projected queries and keys. */
async function byHand(attention: MultiHeadAttention): Promise<PlainTensor> {
  const [weight, bias, input] = await Promise.all(
    [attention.inProjWeight.value, attention.inProjBias!.value, x].map(read),
  );
  const depth = WIDTH / HEADS;
  const project = (row: number, column: number): number => {
    let total = bias![column]!;
    for (let k = 0; k < WIDTH; k++) total += input![row * WIDTH + k]! * weight![k * 3 * WIDTH + column]!;
    return total;
  };
  const data: number[] = [];
  for (let n = 0; n < 3; n++) {
    for (let head = 0; head < HEADS; head++) {
      for (let query = 0; query < TOKENS; query++) {
        const scores = Array.from({ length: TOKENS }, (_, key) => {
          let total = 0;
          for (let d = 0; d < depth; d++) {
            const column = head * depth + d;
            total += project(n * TOKENS + query, column) * project(n * TOKENS + key, WIDTH + column);
          }
          return Math.exp(total / Math.sqrt(depth));
        });
        const whole = scores.reduce((a, b) => a + b, 0);
        data.push(...scores.map((score) => score / whole));
      }
    }
  }
  return { shape: [3, HEADS, TOKENS, TOKENS], data: Float32Array.from(data) };
}

describe('captureAttention', () => {
  test('gives the probabilities of every head, as computed by hand, and the output of the fused kernel', async () => {
    const { output, attentions } = await captureAttention(model, x);
    expect(Object.keys(attentions)).toEqual(['first', 'twice', 'twice#2']);
    const [, first] = model.namedModules().find(([name]) => name === 'first')!;
    const { shape, data } = await byHand(first as MultiHeadAttention);
    expectClose(attentions.first!, { shape, values: [...data] }, 'first');
    const fused = model.forward(x);
    expectClose(output, { shape: fused.shape, values: [...(await read(fused))] }, 'output');
    dispose(fused);
  });

  test('reads what is chosen, and calls the hook of the caller', async () => {
    const seen: string[] = [];
    const context = {
      training: false,
      attention: (_module: object, probabilities: Tensor) => void seen.push(probabilities.shape.join()),
    };
    const { attentions } = await captureAttention(model, x, { names: ['twice'], context });
    expect(Object.keys(attentions)).toEqual(['twice', 'twice#2']);
    expect(seen).toEqual(Array.from({ length: 3 }, () => `3,${HEADS},${TOKENS},${TOKENS}`));
  });

  test('the hook sees the tensor that the model goes on with: a gradient may be asked for it', async () => {
    const attention = new MultiHeadAttention(WIDTH, HEADS, { rng: new Rng(5) });
    let probabilities: Tensor | undefined;
    const { value, grads } = valueAndGrads((watch) => {
      const hook = (_module: object, given: Tensor) => {
        probabilities = keep(clone(watch(given)));
      };
      return sum(attention.forward(x, { training: false, attention: hook }));
    }, []);
    expect(grads[0]!.shape).toEqual([3, HEADS, TOKENS, TOKENS]);
    // The output is linear in the probabilities: without its bias it is their product with the slope.
    const product = scope(() => sum(mul(grads[0]!, probabilities!)));
    expect((await read(product))[0]).toBeCloseTo((await read(value))[0]!, 4);
    dispose([value, ...grads, probabilities!, product]);
    attention.dispose();
  });

  test('refuses names of other modules, and models without attention', async () => {
    await expect(captureAttention(model, x, { names: ['first', 'fc'] })).rejects.toThrow("'fc' told no attention");
    await expect(captureAttention(model, x, { names: ['frist'] })).rejects.toThrow("the nearest are 'first'");
    const plain = mlp({ inFeatures: 40, hidden: [4], classes: 2, rng: new Rng(1) });
    await expect(captureAttention(plain, x)).rejects.toThrow(OptionError);
    plain.dispose();
  });
});

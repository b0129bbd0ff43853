import type { GoldenCase, Packed } from './golden-case.ts';

function pack(values: number[], shape: number[] = [values.length], dtype: Packed['dtype'] = 'float32'): Packed {
  return { values, shape, dtype };
}

function made(op: string, name: string, options: Record<string, unknown>, output: Packed): GoldenCase {
  return { name: `${op} ${name}`, op, options, inputs: {}, output, weights: pack([]), gradients: {} };
}

/** Tensors out of nothing, by hand. */
const constants: readonly GoldenCase[] = [
  made('full', 'float32', { shape: [2, 2], value: 1.5 }, pack([1.5, 1.5, 1.5, 1.5], [2, 2])),
  made('full', 'int32', { shape: [2], value: -7, dtype: 'int32' }, pack([-7, -7], [2], 'int32')),
  made('full', 'NaN', { shape: [1], value: Number.NaN }, pack([Number.NaN])),
  made('full', 'Infinity', { shape: [], value: Number.POSITIVE_INFINITY }, pack([Number.POSITIVE_INFINITY], [])),
  made('full', 'of nothing', { shape: [2, 0], value: 1 }, pack([], [2, 0])),
  made('ones', 'float32', { shape: [3] }, pack([1, 1, 1])),
  made('ones', 'bool', { shape: [2], dtype: 'bool' }, pack([1, 1], [2], 'bool')),
  made('ones', 'of nothing', { shape: [0] }, pack([], [0])),
  made('zeros', 'float32', { shape: [1, 2] }, pack([0, 0], [1, 2])),
  made('zeros', 'int32', { shape: [2], dtype: 'int32' }, pack([0, 0], [2], 'int32')),
  made('zeros', 'of nothing', { shape: [0, 3] }, pack([], [0, 3])),
  made('range', 'int32', { start: 1, stop: 8, step: 3 }, pack([1, 4, 7], [3], 'int32')),
  made('range', 'float32, down', { start: 1, stop: -1, step: -0.5, dtype: 'float32' }, pack([1, 0.5, 0, -0.5])),
  made('range', 'of nothing', { start: 2, stop: 2 }, pack([], [0], 'int32')),
  made('scalar', 'float32', { value: 0.5 }, pack([0.5], [])),
  made('scalar', 'bool', { value: true }, pack([1], [], 'bool')),
  made('scalar', 'NaN', { value: Number.NaN }, pack([Number.NaN], [])),
];

/** From the exact integer arithmetic of src/random/random-in-graph.test.ts; multiples of 2^-24, so float32 holds them exactly. */
const UNIFORM = [3192800, 6894912, 12014947, 10203632, 12176318, 9753478].map((n) => n * 2 ** -24);
const x = pack([1, -2, 3, -4, 5, Number.NaN], [2, 3]);
const kept = UNIFORM.map((u) => (u >= 0.5 ? 2 : 0));
const weights = pack([1, 2, 3, 4, 5, 6], [2, 3]);
const timesKept = (values: readonly (number | string)[]): number[] => values.map((v, i) => Number(v) * kept[i]!);

/** The generator's numbers, the same on every device. */
const random: readonly GoldenCase[] = [
  made('randomUniform', 'seed 42', { shape: [2, 3], seed: 42 }, pack(UNIFORM, [2, 3])),
  made('randomUniform', 'of nothing', { shape: [0, 3], seed: 42 }, pack([], [0, 3])),
  {
    ...made('dropout', 'seed 42', { rate: 0.5, seed: 42 }, pack(timesKept(x.values), [2, 3])),
    inputs: { x },
    weights,
    gradients: { x: pack(timesKept(weights.values), [2, 3]) },
  },
  { ...made('dropout', 'rate 0', { rate: 0, seed: 1 }, x), inputs: { x }, weights, gradients: { x: weights } },
  { ...made('dropout', 'of nothing', { rate: 0.5, seed: 1 }, pack([], [0])), inputs: { x: pack([], [0]) } },
];

/** Cases of the ops that make tensors, which one can check by hand. */
export const creationCases: readonly GoldenCase[] = [...constants, ...random];

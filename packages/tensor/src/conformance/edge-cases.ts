import type { GoldenCase, Packed } from './golden-case.ts';

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;

type Dtype = Packed['dtype'];

function pack(values: number[], shape: number[] = [values.length], dtype: Dtype = 'float32'): Packed {
  return { values, shape, dtype };
}
const ints = (values: number[], shape?: number[]): Packed => pack(values, shape, 'int32');
const truth = (values: number[], shape?: number[]): Packed => pack(values, shape, 'bool');

function edge(
  op: string,
  name: string,
  inputs: Record<string, Packed>,
  output: Packed,
  options: Record<string, unknown> = {},
): GoldenCase {
  return { name: `${op}: ${name}`, op, options, inputs, output, weights: pack([]), gradients: {} };
}

const special = pack([nan, inf, -inf, -0, 0, 1]);
const compared = (op: string, values: number[]): GoldenCase[] => [
  edge(
    op,
    'numbers, NaN and infinities',
    { a: pack([1, 2, nan, inf, -inf, 0]), b: pack([1, 3, nan, inf, inf, -0]) },
    truth(values),
  ),
];

/** Comparisons and logic by hand (IEEE 754). */
const comparisons: GoldenCase[] = [
  ...compared('equal', [1, 0, 0, 1, 0, 1]),
  ...compared('notEqual', [0, 1, 1, 0, 1, 0]),
  ...compared('greater', [0, 0, 0, 0, 0, 0]),
  ...compared('greaterEqual', [1, 0, 0, 1, 0, 1]),
  ...compared('less', [0, 1, 0, 0, 1, 0]),
  ...compared('lessEqual', [1, 1, 0, 1, 1, 1]),
  edge(
    'equal',
    'integers, broadcast',
    { a: ints([1, 2, 3], [3, 1]), b: ints([2, 3]) },
    truth([0, 0, 1, 0, 0, 1], [3, 2]),
  ),
  edge('logicalAnd', 'truth table', { a: truth([0, 0, 1, 1]), b: truth([0, 1, 0, 1]) }, truth([0, 0, 0, 1])),
  edge('logicalOr', 'truth table', { a: truth([0, 0, 1, 1]), b: truth([0, 1, 0, 1]) }, truth([0, 1, 1, 1])),
  edge('logicalNot', 'both', { x: truth([0, 1]) }, truth([1, 0])),
  edge('isNaN', 'specials', { x: special }, truth([1, 0, 0, 0, 0, 0])),
  edge(
    'where',
    'picks without touching NaN',
    { condition: truth([1, 0]), whenTrue: pack([1, nan]), whenFalse: pack([nan, 2]) },
    pack([1, 2]),
  ),
  edge(
    'where',
    'broadcast',
    { condition: truth([1, 0], [2, 1]), whenTrue: pack([1, 2]), whenFalse: pack([3]) },
    pack([1, 2, 3, 3], [2, 2]),
  ),
  edge('any', 'axis', { x: truth([0, 1, 0, 0], [2, 2]) }, truth([1, 0]), { axis: 1 }),
  edge('all', 'axis', { x: truth([1, 1, 0, 1], [2, 2]) }, truth([1, 0]), { axis: 1 }),
];

/** NaN and infinities through arithmetic. */
const specials: GoldenCase[] = [
  edge('add', 'specials', { a: special, b: pack([1, -inf, 1, 0, nan, 2]) }, pack([nan, nan, -inf, 0, nan, 3])),
  edge('mul', 'specials', { a: special, b: pack([1, 0, -2, 1, inf, 2]) }, pack([nan, nan, inf, -0, nan, 2])),
  edge('div', 'by zero', { a: pack([1, -1, 0, 5]), b: pack([0, 0, 0, inf]) }, pack([inf, -inf, nan, 0])),
  edge('maximum', 'NaN spreads', { a: pack([nan, 1, -inf]), b: pack([1, nan, 2]) }, pack([nan, nan, 2])),
  edge('minimum', 'NaN spreads', { a: pack([nan, 1, inf]), b: pack([1, nan, 2]) }, pack([nan, nan, 2])),
  edge('relu', 'specials', { x: special }, pack([nan, inf, 0, 0, 0, 1])),
  edge('abs', 'specials', { x: special }, pack([nan, inf, inf, 0, 0, 1])),
  edge('exp', 'specials', { x: special }, pack([nan, inf, 0, 1, 1, Math.E])),
  edge('log', 'specials', { x: pack([nan, inf, -1, 0, 1]) }, pack([nan, inf, nan, -inf, 0])),
  edge('sqrt', 'specials', { x: pack([nan, inf, -1, 0, 4]) }, pack([nan, inf, nan, 0, 2])),
  edge('sigmoid', 'saturates', { x: pack([nan, inf, -inf, 0, 200, -200]) }, pack([nan, 1, 0, 0.5, 1, 0])),
  edge('tanh', 'saturates', { x: pack([nan, inf, -inf, 0]) }, pack([nan, 1, -1, 0])),
  edge('softplus', 'does not overflow', { x: pack([200, -200, 0]) }, pack([200, 0, Math.LN2])),
  edge('sum', 'NaN spreads', { x: pack([1, nan, 2, 3], [2, 2]) }, pack([nan, 5]), { axis: 1 }),
  edge('max', 'NaN spreads', { x: pack([1, nan, 2, 3], [2, 2]) }, pack([nan, 3]), { axis: 1 }),
  edge('min', 'NaN spreads', { x: pack([1, nan, 2, 3], [2, 2]) }, pack([nan, 2]), { axis: 1 }),
  edge('max', 'of -Infinity', { x: pack([-inf, -inf]) }, pack([-inf], [])),
  edge('softmax', 'large logits', { x: pack([1e4, 1e4, -1e4]) }, pack([0.5, 0.5, 0])),
  edge('logSoftmax', 'large logits', { x: pack([1e4, 0]) }, pack([0, -1e4])),
  edge('clip', 'specials', { x: pack([nan, inf, -inf, 0.5]) }, pack([nan, 1, 0, 0.5]), { min: 0, max: 1 }),
  edge('maxPool2d', 'NaN spreads', { x: pack([1, nan, 3, 4], [1, 2, 2, 1]) }, pack([nan], [1, 1, 1, 1]), {
    kernelSize: 2,
  }),
];

/** Moving elements, by hand; size 0 and 1. */
const shapes: GoldenCase[] = [
  edge('argMax', 'the first of equals', { x: pack([1, 3, 3, 2, 2, 2], [2, 3]) }, ints([1, 0]), { axis: 1 }),
  edge(
    'concat',
    'axis 1',
    { a: pack([1, 2], [2, 1]), b: pack([3, 4, 5, 6], [2, 2]) },
    pack([1, 3, 4, 2, 5, 6], [2, 3]),
    { axis: 1 },
  ),
  edge('concat', 'with an empty one', { a: pack([], [0, 2]), b: pack([1, 2], [1, 2]) }, pack([1, 2], [1, 2]), {
    axis: 0,
  }),
  edge('stack', 'axis 1', { a: pack([1, 2]), b: pack([3, 4]) }, pack([1, 3, 2, 4], [2, 2]), { axis: 1 }),
  edge('split', 'in sizes', { x: pack([1, 2, 3]) }, pack([2, 3]), { parts: [1, 2], pick: 1 }),
  edge('reshape', 'with -1', { x: pack([1, 2, 3, 4], [2, 2]) }, pack([1, 2, 3, 4], [1, 4]), { shape: [1, -1] }),
  edge('reshape', 'to a scalar', { x: pack([7], [1, 1]) }, pack([7], []), { shape: [] }),
  edge('expandDims', 'last', { x: pack([1, 2]) }, pack([1, 2], [2, 1]), { axis: -1 }),
  edge('squeeze', 'one axis', { x: pack([1, 2], [1, 2, 1]) }, pack([1, 2], [2, 1]), { axis: 0 }),
  edge('broadcastTo', 'two axes', { x: pack([1, 2], [2, 1]) }, pack([1, 1, 2, 2], [2, 2]), { shape: [2, 2] }),
  edge('cast', 'to int32, towards zero', { x: pack([1.9, -1.9, 0]) }, ints([1, -1, 0]), { dtype: 'int32' }),
  edge('cast', 'to bool', { x: pack([0, 0.5, -2]) }, truth([0, 1, 1]), { dtype: 'bool' }),
  edge('cast', 'bool to float32', { x: truth([0, 1]) }, pack([0, 1]), { dtype: 'float32' }),
  edge('oneHot', 'labels', { indices: ints([1, 0]) }, pack([0, 1, 0, 1, 0, 0], [2, 3]), { depth: 3 }),
  edge('oneHot', 'other values', { indices: ints([1]) }, pack([0.1, 0.9], [1, 2]), {
    depth: 2,
    onValue: 0.9,
    offValue: 0.1,
  }),
  edge('add', 'nothing', { a: pack([], [0, 3]), b: pack([1, 2, 3]) }, pack([], [0, 3])),
  edge('sum', 'of nothing', { x: pack([], [0, 2]) }, pack([0, 0]), { axis: 0 }),
  edge('relu', 'nothing', { x: pack([], [0]) }, pack([], [0])),
  edge('matmul', 'of no rows', { a: pack([], [0, 2]), b: pack([1, 2], [2, 1]) }, pack([], [0, 1])),
  edge('matmul', '1 x 1', { a: pack([3], [1, 1]), b: pack([4], [1, 1]) }, pack([12], [1, 1])),
  edge(
    'conv2d',
    '1 x 1 on a single pixel',
    { x: pack([3], [1, 1, 1, 1]), filter: pack([4], [1, 1, 1, 1]) },
    pack([12], [1, 1, 1, 1]),
  ),
  edge('softmax', 'of one', { x: pack([5], [1, 1]) }, pack([1], [1, 1])),
  edge('transpose', 'reverses by default', { x: pack([1, 2, 3, 4], [2, 2]) }, pack([1, 3, 2, 4], [2, 2])),
  edge('flip', 'one axis', { x: pack([1, 2, 3]) }, pack([3, 2, 1]), { axis: 0 }),
];

/** From the exact integer arithmetic of src/random/random-in-graph.test.ts; multiples of 2^-24, so float32 holds them exactly. */
const RANDOM_UNIFORM = [3192800, 6894912, 12014947, 10203632, 12176318, 9753478].map((n) => n * 2 ** -24);

/** The generator's numbers, the same on every device. */
const random: GoldenCase[] = [
  edge('randomUniform', 'seed 42', {}, pack(RANDOM_UNIFORM, [2, 3]), { shape: [2, 3], seed: 42 }),
  edge(
    'dropout',
    'seed 42',
    { x: pack([1, 1, 1, 1, 1, 1], [2, 3]) },
    pack(
      RANDOM_UNIFORM.map((u) => (u >= 0.5 ? 2 : 0)),
      [2, 3],
    ),
    { rate: 0.5, seed: 42 },
  ),
];

/** Cases that one can check by hand. */
export const edgeCases: readonly GoldenCase[] = [...comparisons, ...specials, ...shapes, ...random];

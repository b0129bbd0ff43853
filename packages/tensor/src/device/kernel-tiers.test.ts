import { beforeAll, describe, expect, it } from 'vitest';
import { callOp } from '../conformance/call-op.ts';
import { type GoldenCase, goldens, unpack } from '../conformance/golden-case.ts';
import * as cv from '../index.ts';
import { useCpu } from '../testing/cpu.ts';
import { type RecordedKernels, recordKernels } from '../testing/record-kernels.ts';
import { COMPOSED_FROM, INFER_KERNELS, TRAIN_KERNELS } from './kernel-tiers.ts';

/** Ops that only training needs; programs are made of ops that have cases of their own. */
const TRAINING_OPS = ['batchNormTrain', 'softmaxCrossEntropy', 'program'];

beforeAll(useCpu);

function inputsOf(one: GoldenCase): Record<string, cv.Tensor> {
  return Object.fromEntries(Object.entries(one.inputs).map(([name, packed]) => [name, unpack(packed)]));
}

/** Ops that have no golden case, or kernels of theirs that the cases do not reach. */
function otherOps(x: cv.Tensor): cv.Tensor[] {
  const mask = cv.logicalAnd(cv.greater(x, 0), cv.logicalNot(cv.logicalOr(cv.less(x, -1), cv.isNaN(x))));
  const compared = [
    cv.equal(x, 0),
    cv.notEqual(x, 0),
    cv.greaterEqual(x, 0),
    cv.lessEqual(x, 0),
    cv.any(mask),
    cv.all(mask),
  ];
  const indices = cv.argMax(x);
  const [left, right] = cv.split(x, { parts: [1, 2], axis: 1 }) as [cv.Tensor, cv.Tensor];
  const joined = cv.stack([cv.concat([right, left], { axis: 1 }), cv.where(mask, { whenTrue: x, whenFalse: 0 })]);
  return [
    ...compared,
    cv.oneHot(indices, { depth: 3 }),
    joined,
    cv.cast(mask, 'float32'),
    cv.randomUniform([7], { rng: new cv.Rng(1) }),
  ];
}

function recordInference(): RecordedKernels {
  return recordKernels(() => {
    cv.scope(() => {
      for (const one of goldens.cases) if (!TRAINING_OPS.includes(one.op)) callOp(one.op, inputsOf(one), one.options);
      otherOps(
        cv.tensor([
          [1, 2, 3],
          [-1, 0, 1],
        ]),
      );
      return undefined;
    });
  });
}

function recordTraining(): RecordedKernels {
  return recordKernels(() => {
    cv.scope(() => {
      for (const one of goldens.cases) {
        const inputs = inputsOf(one);
        const parameters = Object.keys(one.gradients).map((name) => inputs[name]!);
        if (parameters.length > 0)
          cv.valueAndGrads(() => cv.sum(cv.mul(callOp(one.op, inputs, one.options), unpack(one.weights))), parameters);
      }
      const x = cv.tensor([
        [1, 2, 3],
        [-1, 0, 1],
      ]);
      const loss = (): cv.Tensor => otherOps(cv.dropout(x, { rate: 0.5, rng: new cv.Rng(2) })).at(-3)!;
      cv.valueAndGrads(() => cv.sum(loss()), [x]);
      const [a, b, c] = [cv.ones([2]), cv.ones([2]), cv.ones([2])] as const;
      for (const weightDecay of [0, 0.1]) {
        const state = { parameter: x, gradient: x, m: x, v: x, velocity: x };
        cv.adamWUpdate({ ...state, schedule: cv.ones([3]) }, { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay });
        cv.sgdUpdate({ ...state, schedule: cv.ones([1]) }, { momentum: weightDecay, weightDecay, nesterov: true });
      }
      cv.batchNorm(cv.ones([3, 2]), { scale: a, offset: b, mean: c, variance: c });
      return undefined;
    });
  });
}

const sorted = (names: Iterable<string>): string[] => [...names].sort();

describe('kernel tiers', () => {
  it('lists for inference what the forward ops run', () => {
    expect(sorted(recordInference().direct)).toEqual(INFER_KERNELS);
  });

  it('lists for training what gradients, losses and updates run beside', () => {
    const known = new Set(INFER_KERNELS);
    expect(sorted([...recordTraining().direct].filter((name) => !known.has(name)))).toEqual(TRAIN_KERNELS);
  });

  it('lists for each of our kernels what it is composed from, beyond what inference needs anyway', () => {
    const known = new Set(INFER_KERNELS);
    const { inside } = recordTraining();
    const parts = [...inside]
      .map(([name, kernels]) => [name, sorted(kernels).filter((kernel) => !known.has(kernel))] as const)
      .filter(([, extra]) => extra.length > 0);
    expect(Object.fromEntries(parts)).toEqual(COMPOSED_FROM);
  });
});

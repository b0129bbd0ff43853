import type { Label } from '../inputs/labels.ts';

/** mulberry32: 32 random bits from a 32-bit seed. */
class Mulberry {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  uint32(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  below(n: number): number {
    return this.uint32() % n;
  }
}

/** Inputs of one random case. */
export type FuzzCase =
  | {
      readonly kind: 'labels';
      readonly yTrue: Label[];
      readonly yPred: Label[];
      readonly sampleWeight: number[] | undefined;
      readonly zeroDivision: number;
      readonly subset: Label[] | undefined;
      readonly posLabel: Label;
    }
  | {
      readonly kind: 'indicators';
      readonly yTrue: number[][];
      readonly yPred: number[][];
      readonly yScore: number[][];
      readonly sampleWeight: number[] | undefined;
      readonly zeroDivision: number;
    }
  | {
      readonly kind: 'scores';
      readonly yTrue: Label[];
      readonly yScore: number[];
      readonly sampleWeight: number[] | undefined;
      readonly posLabel: Label | undefined;
      readonly isProbability: boolean;
    }
  | {
      readonly kind: 'matrix';
      readonly yTrue: number[];
      readonly yScore: number[][];
      readonly sampleWeight: number[] | undefined;
      readonly classes: number;
    };

const times = <T>(n: number, one: (index: number) => T): T[] => Array.from({ length: n }, (_, i) => one(i));
const pick = <T>(r: Mulberry, list: readonly T[]): T => list[r.below(list.length)]!;

function drawWeights(r: Mulberry, n: number): number[] | undefined {
  const mode = r.below(3);
  if (mode === 0) return undefined;
  const weights = times(n, () => (mode === 1 ? r.below(4) : r.below(1000) / 7));
  weights[0] = 1;
  return weights;
}

function drawLabels(r: Mulberry): FuzzCase {
  const k = pick(r, [1, 2, 2, 3, 5, 10, 1000]);
  const n = 1 + r.below(k === 1000 ? 200 : 60);
  const yTrue = times(n, () => r.below(k));
  const yPred = yTrue.map((label) => (r.below(4) > 0 ? label : r.below(k)));
  const sampleWeight = drawWeights(r, n);
  const zeroDivision = pick(r, [0, 1, Number.NaN]);
  const isSubset = r.below(3) === 0 && k < 1000;
  let subset = isSubset ? times(k, (i) => k - 1 - i).filter(() => r.below(2) === 0) : undefined;
  if (subset?.length === 0) subset = [0];
  const isNamed = r.below(3) === 0;
  const name = (label: number): Label => (isNamed ? `c${label}` : label);
  return {
    kind: 'labels',
    yTrue: yTrue.map(name),
    yPred: yPred.map(name),
    sampleWeight,
    zeroDivision,
    subset: subset?.map(name),
    posLabel: name(k - 1),
  };
}

function drawIndicators(r: Mulberry): FuzzCase {
  const n = 1 + r.below(30);
  const k = 2 + r.below(5);
  const rare = 2 + r.below(3);
  const rows = (): number[][] => times(n, () => times(k, () => (r.below(rare) === 0 ? 1 : 0)));
  const yTrue = rows();
  const yPred = rows();
  const yScore = times(n, () => times(k, () => r.below(9) / 8));
  const sampleWeight = drawWeights(r, n);
  return { kind: 'indicators', yTrue, yPred, yScore, sampleWeight, zeroDivision: pick(r, [0, 1, Number.NaN]) };
}

function drawScores(r: Mulberry): FuzzCase {
  const n = 1 + r.below(80);
  const rare = pick(r, [2, 2, 3, 10, 1000]);
  let flags = times(n, () => (r.below(rare) === 0 ? 1 : 0));
  if (r.below(12) === 0) flags = flags.map(() => 1);
  const mode = r.below(4);
  const score = [
    () => r.uint32() / 4294967296,
    () => Math.fround(r.uint32() / 4294967296),
    () => r.below(5) / 4,
    () => (r.uint32() / 4294967296) * 100 - 50,
  ][mode]!;
  const yScore = times(n, score);
  if (r.below(25) === 0) yScore[r.below(n)] = Number.NaN;
  const sampleWeight = drawWeights(r, n);
  const style = r.below(3);
  const label = (flag: number): Label => [flag, 2 * flag - 1, flag === 1 ? 'yes' : 'no'][style]!;
  return {
    kind: 'scores',
    yTrue: flags.map(label),
    yScore,
    sampleWeight,
    posLabel: style === 2 ? 'yes' : undefined,
    isProbability: mode < 3,
  };
}

function drawMatrix(r: Mulberry): FuzzCase {
  const classes = r.below(40) > 0 ? pick(r, [3, 3, 4, 5, 8]) : 1000;
  const n = classes < 1000 ? classes + r.below(40) : 40;
  // Every class occurs in two of three cases.
  const isFull = r.below(3) > 0;
  const yTrue = times(n, (i) => (isFull && i < classes ? i : r.below(classes)));
  const isTied = r.below(2) === 0;
  const yScore = times(n, () => {
    const row = times(classes, () => 1 + (isTied ? r.below(8) : r.uint32()));
    const total = row.reduce((sum, value) => sum + value, 0);
    return row.map((value) => value / total);
  });
  return { kind: 'matrix', yTrue, yScore, sampleWeight: drawWeights(r, n), classes };
}

/** The case of an index, the same as in fixtures/fuzz.py. */
export function fuzzCase(index: number): FuzzCase {
  const draw = [drawLabels, drawLabels, drawIndicators, drawScores, drawScores, drawMatrix][index % 6]!;
  return draw(new Mulberry(index + 1));
}

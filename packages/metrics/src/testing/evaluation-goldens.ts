import { readFileSync } from 'node:fs';
import type { Label } from '../inputs/labels.ts';

type Lists = (number | null)[][];

/** What fixtures/evaluation.py wrote; `null` stands for Infinity. */
export interface EvaluationGoldens {
  readonly curves: readonly {
    readonly name: string;
    readonly yTrue: number[];
    readonly yScore: number[];
    readonly sampleWeight: number[] | null;
    readonly rocTrue: Lists;
    readonly rocFalse: Lists;
    readonly prTrue: Lists;
    readonly prFalse: Lists;
    readonly detTrue: Lists;
    readonly detFalse: Lists;
    readonly confusion: Lists;
    readonly rocAuc: number;
    readonly partial: number;
    readonly averagePrecision: number;
    readonly prAuc: number;
  }[];
  readonly thresholds: Readonly<
    Record<'f1' | 'f2' | 'youden' | 'cost' | 'precisionAtRecall' | 'recallAtPrecision', [number | null, number]>
  > & { readonly yTrue: number[]; readonly yScore: number[] };
  readonly calibration: {
    readonly yTrue: number[];
    readonly yProba: number[];
    readonly curves: readonly { bins: number; strategy: 'uniform' | 'quantile'; points: [number[], number[]] }[];
    readonly errors: readonly { bins: number; norm: 'l1' | 'l2' | 'max'; value: number }[];
    readonly logits: number[][];
    readonly classes: number[];
    readonly weights: number[];
    readonly proba: number[][];
    readonly classError: number;
    readonly classErrorWeighted: number;
    readonly binaryLogits: number[];
  } & Readonly<Record<'temperature' | 'temperatureWeighted' | 'temperatureBinary', TemperatureGolden>>;
  readonly reports: readonly {
    readonly yTrue: Label[] | number[][];
    readonly yPred: Label[] | number[][];
    readonly names?: string[];
    readonly labels?: Label[];
    readonly digits?: number;
    readonly zeroDivision?: number;
    readonly text: string;
  }[];
  readonly tests: {
    readonly yTrue: number[];
    readonly first: number[];
    readonly second: number[];
    readonly delong: Readonly<Record<string, number | number[]>>;
    readonly delongTied: Readonly<Record<string, number | number[]>>;
    readonly mcnemar: readonly {
      onlyFirst: number;
      onlySecond: number;
      exact: number;
      statistic: number;
      chiSquared: number;
    }[];
    readonly permutation: { yTrue: number[]; yPred: [number[], number[]]; difference: number; pValue: number };
    readonly normal: [number, number][];
  };
}

/** A temperature with its losses. */
interface TemperatureGolden {
  readonly temperature: number;
  readonly lossBefore: number;
  readonly lossAfter: number;
}

const file = new URL('../../fixtures/evaluation.json', import.meta.url);

export const goldens: EvaluationGoldens = JSON.parse(readFileSync(file, 'utf8')) as EvaluationGoldens;

import type { ActivationKind } from './step.ts';

const FUNCTIONS: Readonly<Record<ActivationKind, (x: number) => number>> = {
  relu: (x) => Math.max(0, x),
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
};

/** The activation function of a layer applied to one sum. */
export function activate(kind: ActivationKind | null, sum: number): number {
  return kind === null ? sum : FUNCTIONS[kind](sum);
}

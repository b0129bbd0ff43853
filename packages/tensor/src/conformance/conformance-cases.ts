import type { CheckResult } from './check.ts';
import { checkError } from './check-error.ts';
import { checkGolden } from './check-golden.ts';
import { checkOptimiser } from './check-optimiser.ts';
import { creationCases } from './creation-cases.ts';
import { errorCases } from './error-cases.ts';
import { goldens, type OptimiserCase } from './golden-case.ts';

/** A case of the kit: which op, what about it, and how it is checked on the active device. */
export interface ConformanceCase {
  readonly op: string;
  /** Unlike every other case's. */
  readonly name: string;
  run(): Promise<readonly CheckResult[]>;
}

function optimiserName({ op, attrs, parameter }: OptimiserCase): string {
  return `${op} [${parameter.shape.join()}] ${JSON.stringify(attrs)}`;
}

/** Every case: values and gradients from PyTorch, cases by hand, wrong calls, optimisers. */
export const conformanceCases: readonly ConformanceCase[] = [
  ...[...goldens.cases, ...creationCases].map((one) => ({ op: one.op, name: one.name, run: () => checkGolden(one) })),
  ...goldens.optimisers.map((one) => ({ op: one.op, name: optimiserName(one), run: () => checkOptimiser(one) })),
  ...errorCases.map((one) => ({ op: one.op, name: one.name, run: () => checkError(one) })),
];

import { type CheckResult, checkError, checkGolden, checkOptimiser } from './check-case.ts';
import { edgeCases } from './edge-cases.ts';
import { errorCases } from './error-cases.ts';
import { goldens } from './golden-case.ts';

/** A case of the kit: which op, what about it, and how it is checked on the active device. */
export interface ConformanceCase {
  readonly op: string;
  readonly name: string;
  run(): Promise<readonly CheckResult[]>;
}

/** Every case: values and gradients from PyTorch, cases by hand, wrong calls, optimisers. */
export const conformanceCases: readonly ConformanceCase[] = [
  ...[...goldens.cases, ...edgeCases].map((one) => ({ op: one.op, name: one.name, run: () => checkGolden(one) })),
  ...errorCases.map((one) => ({ op: one.op, name: one.name, run: () => checkError(one) })),
  ...goldens.optimisers.map((one) => ({
    op: one.op,
    name: `${one.op} ${JSON.stringify(one.attrs)}`,
    run: () => checkOptimiser(one),
  })),
];

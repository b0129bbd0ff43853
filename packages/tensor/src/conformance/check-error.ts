import { CvError } from '../errors.ts';
import { dispose } from '../memory/dispose.ts';
import { callOp } from './call-op.ts';
import { attempt, type CheckResult, withMemory } from './check.ts';
import type { ErrorCase } from './error-cases.ts';
import { unpack } from './golden-case.ts';

/** A wrong call: the error's code, and that nothing is left behind. */
export function checkError({ op, inputs: packed, options, disposed, code }: ErrorCase): Promise<CheckResult[]> {
  return withMemory('memory after a throw', async () => {
    const inputs = Object.fromEntries(Object.entries(packed).map(([name, one]) => [name, unpack(one)]));
    if (disposed !== undefined) dispose(inputs[disposed]!);
    const check = await attempt('error', async () => {
      try {
        dispose(callOp(op, inputs, options));
      } catch (error) {
        if (error instanceof CvError && error.code === code) return undefined;
        return `threw ${String(error)}, expected an error of code '${code}'`;
      }
      return `did not throw, expected an error of code '${code}'`;
    });
    dispose(Object.values(inputs));
    return [check];
  });
}

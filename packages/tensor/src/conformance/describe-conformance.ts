import { CvError } from '../errors.ts';
import { conformanceCases } from './conformance-cases.ts';
import { type Gap, gapOf } from './conformance-report.ts';

/** The two functions of a test runner (vitest, jest, mocha, node:test). */
export interface TestRunner {
  readonly describe: (name: string, body: () => void) => void;
  readonly it: (name: string, body: () => Promise<void>) => void;
  readonly gaps?: readonly Gap[];
}

/** A check of the kit failed (`code` 'conformance'). */
class ConformanceFailure extends CvError {
  override name = 'ConformanceFailure';
  override readonly code: string = 'conformance';
}

/**
 * Declares one test for each case of the kit, and one that no listed gap is stale.
 *
 * @param device opened when the first test runs; activated before each
 * @example
 * ```ts
 * import { describe, it } from 'vitest';
 * describeConformance(() => openDevice('cpu'), { describe, it });
 * ```
 */
export function describeConformance(
  open: () => Promise<{ readonly name: string; activate(): Promise<void> }>,
  { describe, it, gaps = [] }: TestRunner,
): void {
  const failed = new Set<Gap>();
  let device: ReturnType<typeof open> | undefined;
  const ready = async (): Promise<void> => {
    device ??= open();
    await (await device).activate();
  };
  for (const op of new Set(conformanceCases.map((one) => one.op))) {
    describe(op, () => {
      for (const { name, run } of conformanceCases.filter((one) => one.op === op)) {
        it(name, async () => {
          await ready();
          const wrong = (await run()).filter(({ message }) => message !== undefined);
          const uncovered = wrong.filter(({ check }) => {
            const gap = gapOf(gaps, { op, name, check });
            if (gap !== undefined) failed.add(gap);
            return gap === undefined;
          });
          if (uncovered.length > 0) {
            throw new ConformanceFailure(
              `${name}: ${uncovered.map(({ check, message }) => `${check}: ${message}`).join('; ')}`,
            );
          }
        });
      }
    });
  }
  describe('gaps', () => {
    it('are all still there: a listed gap that passes must be taken off the list', async () => {
      const stale = gaps.filter((gap) => !failed.has(gap));
      if (stale.length > 0) throw new ConformanceFailure(`gaps no longer needed: ${JSON.stringify(stale)}`);
    });
  });
}

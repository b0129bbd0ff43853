import { CvError } from '@cv/tensor/errors';
import type { Failure } from './find-images.ts';

/**
 * Lists what failed on stderr.
 *
 * @param done the work, such as `classified`
 * @param good how many files it was done on
 * @throws CvError when nothing else was there
 */
export function reportFailures(
  failures: readonly Failure[],
  { done, good }: { readonly done: string; readonly good: number },
): void {
  if (failures.length === 0) return;
  for (const { file, reason } of failures) console.error(`${file}: ${reason}`);
  const counted = `${failures.length} of ${failures.length + good} could not be ${done}`;
  if (good === 0) throw new CvError(counted, { failures });
  console.error(counted);
}

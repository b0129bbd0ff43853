import type { CvError } from '@cv/tensor/errors';
import { expect } from 'vitest';

/** What a promise is rejected with; a test fails where it is not. */
export function failure(work: Promise<unknown>): Promise<CvError> {
  return work.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => error as CvError,
  );
}

import { CvError } from '@cv/tensor/errors';

/** A contestant cannot be had or has failed (`code` 'contestant'); the message says why in one line. */
export class ContestantError extends CvError {
  override name = 'ContestantError';
  override readonly code: string = 'contestant';
}

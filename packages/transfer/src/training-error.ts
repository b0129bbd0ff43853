import { CvError } from '@cv/tensor/errors';

/** Training cannot go on, such as after a loss that is no number (`code` 'training'); `fields.step` says where. */
export class TrainingError extends CvError {
  override name = 'TrainingError';
  override readonly code: string = 'training';
}

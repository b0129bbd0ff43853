import { UnsupportedError } from '@cv/tensor/errors';

/** A forward pass is another graph for another batch size (`code` 'unsupported'). */
export class BatchDependence extends UnsupportedError {
  override name = 'BatchDependence';
}

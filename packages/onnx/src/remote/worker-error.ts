import { CvError } from '@cv/tensor/errors';

/**
 * The worker of a device has ended unexpectedly, and with it every tensor that lay there (`code` 'worker'): dispose the device and open it
 * again.
 *
 * @example
 * ```ts
 * try { await read(loss); } catch (error) { if (error instanceof WorkerError) await device.dispose(); else throw error; }
 * ```
 */
export class WorkerError extends CvError {
  override name = 'WorkerError';
  override readonly code: string = 'worker';
}

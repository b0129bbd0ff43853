/** Extra facts about a failure that a program can read: shapes, names, positions. */
export type ErrorFields = Readonly<Record<string, unknown>>;

/**
 * Base of every error that `@cv/*` throws on purpose; `code` tells them apart where `instanceof` cannot (several copies
 * of a package, structured clones).
 *
 * The message says where, what was expected, what was received and what to do next.
 *
 * @example
 * ```ts
 * try { await main(); } catch (error) { if (error instanceof CvError) console.error(error.code, error.message); else throw error; }
 * ```
 */
export class CvError extends Error {
  override name = 'CvError';
  readonly code: string = 'cv';
  readonly fields: ErrorFields;

  constructor(message: string, fields: ErrorFields = {}, options: { cause?: unknown } = {}) {
    super(message, options);
    this.fields = fields;
  }
}

/** Shapes do not fit together (`code` 'shape'). */
export class ShapeError extends CvError {
  override name = 'ShapeError';
  override readonly code: string = 'shape';
}

/** A tensor or array has the wrong element type (`code` 'dtype'). */
export class DTypeError extends CvError {
  override name = 'DTypeError';
  override readonly code: string = 'dtype';
}

/** An option is out of range, of the wrong kind, or contradicts another one (`code` 'option'). */
export class OptionError extends CvError {
  override name = 'OptionError';
  override readonly code: string = 'option';
}

/** A tensor, pool or device was used after it was disposed (`code` 'disposed'). */
export class DisposedError extends CvError {
  override name = 'DisposedError';
  override readonly code: string = 'disposed';
}

/** What was asked for cannot be done here: a kernel, device or format is missing (`code` 'unsupported'). */
export class UnsupportedError extends CvError {
  override name = 'UnsupportedError';
  override readonly code: string = 'unsupported';
}

/** Weights are damaged or belong to another model (`code` 'weights'). */
export class WeightsError extends CvError {
  override name = 'WeightsError';
  override readonly code: string = 'weights';
}

/** Input data (a file, a picture, a record) is damaged, empty or inconsistent (`code` 'data'). */
export class DataError extends CvError {
  override name = 'DataError';
  override readonly code: string = 'data';
}

/**
 * The device is gone and with it what was computed on it (`code` 'device-lost'), as when a browser takes back its GPU. Where the device
 * opens again by itself, values that the program made are still there: repeat the step.
 */
export class DeviceLostError extends CvError {
  override name = 'DeviceLostError';
  override readonly code: string = 'device-lost';
}

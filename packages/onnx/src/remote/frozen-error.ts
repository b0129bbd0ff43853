import * as errors from '@cv/tensor/errors';

/** One of our errors as it crosses to another thread: a structured clone would make it a plain `Error` without code and fields. */
interface FrozenError {
  readonly frozen: string;
  readonly message: string;
  readonly fields: errors.ErrorFields;
}

type ErrorClass = new (message: string, fields?: errors.ErrorFields) => errors.CvError;

/** The error in a form that can be posted to another thread. */
export function freezeError(error: unknown): unknown {
  if (!(error instanceof errors.CvError)) return error instanceof Error ? error : String(error);
  const { name, message, fields } = error;
  try {
    return { frozen: name, message, fields: structuredClone(fields) } satisfies FrozenError;
  } catch {
    return { frozen: name, message, fields: {} } satisfies FrozenError;
  }
}

/** What {@link freezeError} froze, of its own class again. */
export function thawError(frozen: unknown): unknown {
  if (typeof frozen !== 'object' || frozen === null || !('frozen' in frozen)) return frozen;
  const { frozen: name, message, fields } = frozen as FrozenError;
  const known = (errors as unknown as Record<string, ErrorClass | undefined>)[name] ?? errors.CvError;
  return new known(message, fields);
}

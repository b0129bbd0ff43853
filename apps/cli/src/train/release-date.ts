import { OptionError } from '@cv/tensor/errors';

/**
 * The day that is written into weights, as `2026-01-31` (UTC): today, or that of `SOURCE_DATE_EPOCH` (seconds since 1970), with which the
 * same training gives the same file on another day.
 *
 * @throws OptionError when the variable holds no such number
 * @source https://reproducible-builds.org/specs/source-date-epoch
 */
export function releaseDate(): string {
  const seconds = process.env.SOURCE_DATE_EPOCH;
  const date = seconds ? new Date(Number(seconds) * 1000) : new Date();
  if (Number.isNaN(date.getTime())) {
    throw new OptionError(`SOURCE_DATE_EPOCH is '${seconds}', expected seconds since 1970`, { received: seconds });
  }
  return date.toISOString().slice(0, 10);
}

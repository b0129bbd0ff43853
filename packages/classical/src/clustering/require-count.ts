import { PictureError } from '@cv/image';

/** @throws {PictureError} `option` unless it is a whole number from `least` to `most` */
export function requireCount(
  where: string,
  name: string,
  { value, least = 1, most = Number.MAX_SAFE_INTEGER }: { value: number; least?: number; most?: number },
): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const bounds = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  throw new PictureError('option', `${where}: ${name} must be a whole number ${bounds}, not ${String(value)}`, {
    [name]: value,
  });
}

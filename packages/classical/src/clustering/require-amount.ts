import { PictureError } from '@cv/image';

/** @throws {PictureError} `option` unless it is a finite number of at least 0, or above 0 */
export function requireAmount(where: string, name: string, value: number, least: 'zero' | 'above zero' = 'zero'): void {
  if (Number.isFinite(value) && (least === 'zero' ? value >= 0 : value > 0)) return;
  const bound = least === 'zero' ? 'of at least 0' : 'above 0';
  throw new PictureError('option', `${where}: ${name} must be a finite number ${bound}, not ${String(value)}`, {
    [name]: value,
  });
}

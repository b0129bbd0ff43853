import { PictureError } from '@cv/image';

/** @throws {PictureError} `option` unless the side of a window is an odd whole number */
export function requireWindow(where: string, windowPx: number): void {
  if (Number.isInteger(windowPx) && windowPx >= 1 && windowPx % 2 === 1) return;
  throw new PictureError('option', `${where}: windowPx must be an odd whole number, not ${windowPx}`, { windowPx });
}

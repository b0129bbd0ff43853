import { type Picture, PictureError } from '@cv/image';

/** @throws {PictureError} `channels` unless the picture has one channel */
export function requireSingle(where: string, { channels }: Picture): void {
  if (channels === 1) return;
  const message = `${where}: expects one channel, not ${channels}; use toGray and dropAlpha, or the lightness of lab`;
  throw new PictureError('channels', message, { channels });
}

import { type Picture, PictureError } from '@cv/image';

/** @throws {PictureError} `channels` unless the picture has exactly one channel */
export function requireGray(where: string, picture: Picture): void {
  if (picture.channels === 1) return;
  const next =
    picture.colorSpace === 'srgb' || picture.hasAlpha ? 'use toGray and dropAlpha first' : 'take one channel';
  throw new PictureError('channels', `${where}: expects one channel, received ${picture.channels}; ${next}`, {
    expected: 1,
    received: picture.channels,
  });
}

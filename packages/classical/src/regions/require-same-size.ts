import { type Picture, PictureError } from '@cv/image';

/** @throws {PictureError} `size` when what comes with a picture has another size */
export function requireSameSize(
  where: string,
  picture: Picture,
  { width, height, name }: { readonly width: number; readonly height: number; readonly name: string },
): void {
  if (width === picture.width && height === picture.height) return;
  const sizes = `${name} of ${width} x ${height} for ${picture.width} x ${picture.height} pixels`;
  throw new PictureError('size', `${where}: ${sizes}; both must have one size`, { width, height });
}

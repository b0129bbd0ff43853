export { type ConvertOptions, convertPicture } from './convert-picture.ts';
export { createPicture, type PictureShape } from './create-picture.ts';
export { type DropAlphaOptions, dropAlpha } from './drop-alpha.ts';
export type { ChannelCount, ColorSpace, Picture, PictureLayout } from './picture.ts';
export { PictureError, type PictureErrorCode } from './picture-error.ts';
export { dtypeOf, type PixelArray, type PixelArrayOf, type PixelDType, type PixelDTypeOf } from './pixel-dtype.ts';
export { toGray } from './to-gray.ts';
export { toRgb } from './to-rgb.ts';

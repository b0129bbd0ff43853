import { convertPicture, createPicture, dtypeOf, type Picture, toRgb } from '@cv/image';
import { OptionError } from '@cv/tensor/errors';

/** What a function that hands a picture to the page says of itself in errors. */
export interface CanvasUse {
  readonly where: 'toImageData' | 'toBlob' | 'writePicture';
}

/**
 * A picture as what canvases take: red, green, blue and opacity in bytes. Gray is repeated, missing opacity is full.
 * @throws {OptionError} when the picture is not uint8 [0, 255] in gray or sRGB: nothing is converted silently
 */
export function canvasImage(picture: Picture, { where }: CanvasUse): ImageData {
  const { data, width, height, colorSpace, range } = picture;
  const refuse = (message: string, fields: Readonly<Record<string, unknown>>): never => {
    throw new OptionError(`${where}: ${message}`, fields);
  };
  if (colorSpace !== 'gray' && colorSpace !== 'srgb') {
    refuse(`canvases hold gray or srgb, received ${colorSpace}; convert it first`, { colorSpace });
  }
  const dtype = dtypeOf(data);
  const next = "use convertPicture(picture, { dtype: 'uint8', range: [0, 255] })";
  if (!(data instanceof Uint8Array)) refuse(`canvases cannot hold ${dtype}; ${next}`, { dtype });
  if (range[0] !== 0 || range[1] !== 255) {
    refuse(`canvases have the range [0, 255], received [${range[0]}, ${range[1]}]; ${next}`, { range });
  }
  const rgb = convertPicture(toRgb(picture), { layout: 'interleaved' });
  const rgba = rgb.hasAlpha ? rgb : withAlpha(rgb);
  return new ImageData(Uint8ClampedArray.from(rgba.data), width, height);
}

function withAlpha({ data, width, height }: Picture): Picture {
  const rgba = createPicture({ dtype: 'uint8', width, height, channels: 4 });
  for (let from = 0, at = 0; from < data.length; from += 3, at += 4) {
    for (let channel = 0; channel < 3; channel++) rgba.data[at + channel] = data[from + channel]!;
    rgba.data[at + 3] = 255;
  }
  return rgba;
}

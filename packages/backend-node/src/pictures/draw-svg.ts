import { convertPicture, createPicture, type Picture, toRgb } from '@cv/image';
import { OptionError } from '@cv/tensor/errors';
import { loadSharp } from './load-sharp.ts';

/**
 * Draws an SVG image over a picture, corner on corner, one unit to a pixel; what reaches over the edge is cut off.
 *
 * Text takes the fonts of the system; where there are none it is left out.
 *
 * @param picture `gray` or `srgb` of any number format; not changed
 * @param svg the source of an SVG image
 * @returns uint8 [0, 255], interleaved, `srgb`, with alpha where `picture` has it
 * @throws {OptionError} when the SVG is damaged; PictureError for another colour space
 * @example
 * const marked = await drawSvg(photo, '<svg xmlns="http://www.w3.org/2000/svg"><rect x="8" y="8" width="40" height="20"/></svg>');
 */
export async function drawSvg(picture: Picture, svg: string): Promise<Picture<Uint8Array>> {
  const sharp = await loadSharp();
  const rgb = convertPicture(toRgb(picture), { dtype: 'uint8', layout: 'interleaved', range: [0, 255] });
  const { width, height, channels } = rgb;
  const raw = { width, height, channels };
  try {
    const drawing = await sharp(new TextEncoder().encode(svg))
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const cut = {
      left: 0,
      top: 0,
      width: Math.min(width, drawing.info.width),
      height: Math.min(height, drawing.info.height),
    };
    const input = await sharp(drawing.data, { raw: drawing.info }).extract(cut).png().toBuffer();
    const base = sharp(rgb.data, { raw, limitInputPixels: false }).composite([{ input, left: 0, top: 0 }]);
    const { data } = await (rgb.hasAlpha ? base : base.removeAlpha()).raw().toBuffer({ resolveWithObject: true });
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    return createPicture({ data: bytes, ...raw });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new OptionError(`drawSvg: the drawing cannot be used (${reason})`, { reason }, { cause });
  }
}

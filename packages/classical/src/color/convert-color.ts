import { type ColorSpace, createPicture, dtypeOf, type Picture, PictureError, toGray, toRgb } from '@cv/image';
import { hsvToSrgb, srgbToHsv } from './hsv.ts';
import { labToLinear, linearToLab } from './lab.ts';
import { linearToSrgb, srgbToLinear } from './linear-rgb.ts';
import { chain, type PixelConversion } from './pixel-conversion.ts';
import { srgbToYcbcr, ycbcrToSrgb } from './ycbcr.ts';

type Color = Exclude<ColorSpace, 'gray'>;

const keep: PixelConversion = () => undefined;

const fromSrgb: Readonly<Record<Color, PixelConversion>> = {
  srgb: keep,
  'linear-rgb': srgbToLinear,
  hsv: srgbToHsv,
  lab: chain(srgbToLinear, linearToLab),
  ycbcr: srgbToYcbcr,
};

const toSrgb: Readonly<Record<Color, PixelConversion>> = {
  srgb: keep,
  'linear-rgb': linearToSrgb,
  hsv: hsvToSrgb,
  lab: chain(labToLinear, linearToSrgb),
  ycbcr: ycbcrToSrgb,
};

/**
 * Converts a picture to another colour space, by way of sRGB. Alpha is kept.
 *
 * | space        | channels                                             | as in                                           |
 * | ------------ | ---------------------------------------------------- | ----------------------------------------------- |
 * | `gray`       | luma, 0.299 R + 0.587 G + 0.114 B                    | `toGray` of @cv/image, Pillow                   |
 * | `srgb`       | gamma-coded red, green, blue                         | what files hold                                 |
 * | `linear-rgb` | light intensities                                    | IEC 61966-2-1                                   |
 * | `hsv`        | hue (the whole range is 360 degrees), saturation, value | `skimage.color.rgb2hsv`                      |
 * | `lab`        | L* 0..100, a*, b*, white D65                         | `skimage.color.rgb2lab`                         |
 * | `ycbcr`      | luma and colour differences over the whole range     | JPEG; not the studio range of `skimage.color`   |
 *
 * @param picture any picture; not changed. Gray becomes a colour without saturation
 * @returns number format, layout and range stay; integers are rounded. `lab` is float32; from it come float32 pictures of range [0, 1]. What
 *   sRGB cannot show is clipped. A picture that is there already comes back as a copy
 * @throws {PictureError} `color-space` for a space that there is not
 * @source see the table; float32 equals scikit-image to 1e-5
 * @example
 * const lab = convertColor(photo, 'lab');
 * const hsv = convertColor(photo, 'hsv'); // as many bits as the photo
 */
export function convertColor(picture: Picture, to: ColorSpace): Picture {
  if (to !== 'gray' && !Object.hasOwn(fromSrgb, to)) {
    const known = ['gray', ...Object.keys(fromSrgb)].join(', ');
    throw new PictureError('color-space', `convertColor: expects one of ${known}, received ${String(to)}`, { to });
  }
  if (picture.colorSpace === to) return createPicture({ ...picture, data: picture.data.slice() });
  if (to === 'gray') return toGray(convertColor(picture, 'srgb'));
  if (picture.colorSpace === 'gray') return convertColor(toRgb(picture), to);
  return converted(picture, to);
}

function converted(picture: Picture, to: Color): Picture {
  const { width, height, channels, layout, data, range } = picture;
  const from = picture.colorSpace as Color;
  const dtype = from === 'lab' || to === 'lab' ? 'float32' : dtypeOf(data);
  const newRange = from === 'lab' ? ([0, 1] as const) : to === 'lab' ? undefined : range;
  const result = createPicture({ dtype, width, height, channels, layout, colorSpace: to, range: newRange });
  const step = layout === 'interleaved' ? { pixel: channels, channel: 1 } : { pixel: 1, channel: width * height };
  const pixel = new Float64Array(3);
  const out = result.data;
  const whole = dtype !== 'float32';
  const [inScale, inLow] = from === 'lab' ? [1, 0] : [range[1] - range[0], range[0]];
  const [outScale, outLow] = to === 'lab' ? [1, 0] : [result.range[1] - result.range[0], result.range[0]];
  for (let i = 0, at = 0; i < width * height; i++, at += step.pixel) {
    for (let c = 0; c < 3; c++) pixel[c] = (data[at + c * step.channel]! - inLow) / inScale;
    toSrgb[from](pixel);
    fromSrgb[to](pixel);
    for (let c = 0; c < 3; c++) {
      const value = outLow + pixel[c]! * outScale;
      out[at + c * step.channel] = whole
        ? Math.min(result.range[1], Math.max(result.range[0], Math.round(value)))
        : value;
    }
    if (picture.hasAlpha) out[at + 3 * step.channel] = alpha(data[at + 3 * step.channel]!, range, result.range);
  }
  return result;
}

/** Opacity in the range of the result. */
function alpha(value: number, from: readonly [number, number], to: readonly [number, number]): number {
  return to[0] + ((value - from[0]) * (to[1] - to[0])) / (from[1] - from[0]);
}

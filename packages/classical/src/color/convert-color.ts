import { type ColorSpace, createPicture, dtypeOf, type Picture, PictureError, toGray, toRgb } from '@cv/image';
import { loadFloats, lookUp, type Scale, store, tableOf } from './color-lines.ts';
import { hsvToSrgb, srgbToHsv } from './hsv.ts';
import { labToLinear, linearToLab } from './lab.ts';
import { chain, type LineConversion } from './line-conversion.ts';
import { linearOf, linearToSrgb, srgbToLinear } from './linear-rgb.ts';
import { srgbToYcbcr, ycbcrToSrgb } from './ycbcr.ts';

type Color = Exclude<ColorSpace, 'gray'>;

const keep: LineConversion = () => undefined;

const fromLinear = { 'linear-rgb': keep, lab: linearToLab } as const;

const fromSrgb: Readonly<Record<Color, LineConversion>> = {
  srgb: keep,
  'linear-rgb': srgbToLinear,
  hsv: srgbToHsv,
  lab: chain(srgbToLinear, linearToLab),
  ycbcr: srgbToYcbcr,
};

const toSrgb: Readonly<Record<Color, LineConversion>> = {
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
  const grid = {
    width,
    height,
    ...(layout === 'interleaved' ? { step: channels, plane: 1 } : { step: 1, plane: width * height }),
  };
  const input = from === 'lab' ? unscaled : { scale: range[1] - range[0], low: range[0] };
  const output = to === 'lab' ? unscaled : { scale: result.range[1] - result.range[0], low: result.range[0] };
  const whole = !(data instanceof Float32Array);
  // Of whole numbers each that there can be is worked out once, its linear value too where that is the next step.
  const linear = whole && from === 'srgb' && Object.hasOwn(fromLinear, to);
  const table = whole ? tableOf(data, input, linear ? linearOf : (value) => value) : undefined;
  const convert = linear ? fromLinear[to as keyof typeof fromLinear] : chain(toSrgb[from], fromSrgb[to]);
  const lines = [new Float64Array(width), new Float64Array(width), new Float64Array(width)] as const;
  for (let y = 0; y < height; y++) {
    const at = y * width * grid.step;
    for (let c = 0; c < 3; c++) {
      if (table) lookUp(data, at + c * grid.plane, grid.step, table, lines[c]!);
      else loadFloats(data, at + c * grid.plane, grid.step, input, lines[c]!);
    }
    convert(...lines);
    for (let c = 0; c < 3; c++) store(lines[c]!, output, result.data, at + c * grid.plane, grid.step);
  }
  if (picture.hasAlpha) copyAlpha(picture, result, grid);
  return result;
}

const unscaled: Scale = { scale: 1, low: 0 };

function copyAlpha(
  { data, range }: Picture,
  result: Picture,
  { width, height, step, plane }: { width: number; height: number; step: number; plane: number },
): void {
  const out = result.data;
  for (let i = 0, at = 3 * plane; i < width * height; i++, at += step) out[at] = alpha(data[at]!, range, result.range);
}

/** Opacity in the range of the result. */
function alpha(value: number, from: readonly [number, number], to: readonly [number, number]): number {
  return to[0] + ((value - from[0]) * (to[1] - to[0])) / (from[1] - from[0]);
}

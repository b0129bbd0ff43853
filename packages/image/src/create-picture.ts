import type { ChannelCount, ColorSpace, Picture, PictureLayout } from './picture.ts';
import { PictureError } from './picture-error.ts';
import { dtypeOf, type PixelArray, type PixelArrayOf, type PixelDType, pixelDTypes } from './pixel-dtype.ts';

/** What every picture is made from; see `Picture` for the meaning of the fields. */
export interface PictureShape {
  readonly width: number;
  readonly height: number;
  readonly channels: ChannelCount;
  /** Default `interleaved`. */
  readonly layout?: PictureLayout | undefined;
  /** Default `gray` for one or two channels, `srgb` for three or four. */
  readonly colorSpace?: ColorSpace | undefined;
  /** Default [0, 255] for uint8, [0, 65535] for uint16, [0, 1] for float32 ([0, 100], fixed, for `lab`). */
  readonly range?: readonly [number, number] | undefined;
}

const colorSpaces: readonly ColorSpace[] = ['gray', 'srgb', 'linear-rgb', 'hsv', 'lab', 'ycbcr'];

/**
 * Makes a picture from pixels, or a black (and transparent) one of a number format, and checks that all parts agree.
 *
 * The array is taken over, not copied: change it later and the picture changes.
 *
 * @param options `data`: `height * width * channels` values in the order of `layout`, or `dtype` for an empty picture
 * @returns a frozen picture; `hasAlpha` is true for two and four channels
 * @throws {PictureError} when size, channels, length, layout, colour space, number format and range do not fit together
 * @example
 * const red = createPicture({ data: new Uint8Array([255, 0, 0]), width: 1, height: 1, channels: 3 });
 * const depth = createPicture({ dtype: 'uint16', width: 640, height: 480, channels: 1 });
 */
export function createPicture<D extends PixelArray>(options: PictureShape & { readonly data: D }): Picture<D>;
export function createPicture<T extends PixelDType>(
  options: PictureShape & { readonly dtype: T },
): Picture<PixelArrayOf<T>>;
export function createPicture(
  options: PictureShape & { readonly data?: PixelArray; readonly dtype?: PixelDType },
): Picture {
  const { width, height, channels, layout = 'interleaved' } = options;
  const length = checkedLength(width, height, channels);
  if (layout !== 'interleaved' && layout !== 'planar') {
    fail('layout', `layout must be 'interleaved' or 'planar', not ${show(layout)}`, { layout });
  }
  const data = checkedData(options.data, options.dtype, { length, width, height, channels });
  const dtype = dtypeOf(data);
  const colorSpace = checkedColorSpace(options.colorSpace, channels, dtype);
  const range = checkedRange(options.range, colorSpace, dtype);
  const hasAlpha = channels === 2 || channels === 4;
  return Object.freeze({ data, width, height, channels, layout, colorSpace, hasAlpha, range });
}

function checkedLength(width: number, height: number, channels: number): number {
  if (!Number.isSafeInteger(width) || !Number.isSafeInteger(height) || width < 1 || height < 1) {
    fail('size', `width and height must be whole numbers of at least 1, not ${show(width)} x ${show(height)}`, {
      width,
      height,
    });
  }
  if (channels !== 1 && channels !== 2 && channels !== 3 && channels !== 4) {
    fail('channels', `channels must be 1, 2, 3 or 4, not ${show(channels)}`, { channels });
  }
  return width * height * channels;
}

function checkedData(
  data: PixelArray | undefined,
  dtype: PixelDType | undefined,
  size: { readonly length: number; readonly width: number; readonly height: number; readonly channels: number },
): PixelArray {
  if (dtype !== undefined && !Object.hasOwn(pixelDTypes, dtype)) {
    fail('dtype', `dtype must be 'uint8', 'uint16' or 'float32', not ${show(dtype)}`, { dtype });
  }
  if (data === undefined) return allocate(dtype ?? fail('dtype', 'give data, or dtype for an empty picture'), size);
  const received = dtypeOf(data as unknown);
  if (received === undefined) {
    const next = 'wrap it, for example new Uint8Array(data.buffer, data.byteOffset, data.length)';
    fail('dtype', `data must be a Uint8Array, Uint16Array or Float32Array, not ${describe(data)}; ${next}`);
  }
  if (dtype !== undefined && dtype !== received) {
    fail('dtype', `data is ${received}, dtype says ${dtype}; leave dtype out, or convert with convertPicture`, {
      dtype,
      received,
    });
  }
  if (data.length !== size.length) {
    const { length, width, height, channels } = size;
    fail('length', `${width} x ${height} x ${channels} needs ${length} values, data has ${data.length}`, {
      expected: length,
      received: data.length,
      width,
      height,
      channels,
    });
  }
  return plain(data, received);
}

/** A Node Buffer is a Uint8Array whose `slice` shares memory: keep the bytes, lose the subclass. */
function plain(data: PixelArray, dtype: PixelDType): PixelArray {
  const { arrayType } = pixelDTypes[dtype];
  if (Object.getPrototypeOf(data) === arrayType.prototype) return data;
  return new arrayType(data.buffer as ArrayBuffer, data.byteOffset, data.length); // a SharedArrayBuffer may lie below: allowed, but untold by the types
}

function allocate(dtype: PixelDType, size: { readonly length: number }): PixelArray {
  try {
    return new pixelDTypes[dtype].arrayType(size.length);
  } catch {
    return fail('size', `${size.length} values of ${dtype} do not fit into memory`, { ...size, dtype });
  }
}

function checkedColorSpace(colorSpace: ColorSpace | undefined, channels: number, dtype: PixelDType): ColorSpace {
  const gray = channels <= 2;
  if (colorSpace === undefined) return gray ? 'gray' : 'srgb';
  if (!colorSpaces.includes(colorSpace)) {
    fail('color-space', `colorSpace must be one of ${colorSpaces.join(', ')}, not ${show(colorSpace)}`, { colorSpace });
  }
  if ((colorSpace === 'gray') !== gray) {
    const needs = colorSpace === 'gray' ? '1 or 2 (with alpha)' : '3 or 4 (with alpha)';
    fail('color-space', `${colorSpace} needs ${needs} channels, not ${channels}`, { colorSpace, channels });
  }
  if (colorSpace === 'lab' && dtype !== 'float32') {
    fail('color-space', `lab has negative values and needs float32, not ${dtype}`, { colorSpace, dtype });
  }
  return colorSpace;
}

function checkedRange(
  range: readonly [number, number] | undefined,
  colorSpace: ColorSpace,
  dtype: PixelDType,
): readonly [number, number] {
  const { limits, defaultRange } = pixelDTypes[dtype];
  if (range === undefined) return colorSpace === 'lab' ? Object.freeze([0, 100] as const) : Object.freeze(defaultRange);
  const [low, high] = range;
  if (!Number.isFinite(low) || !Number.isFinite(high) || low >= high) {
    fail('range', `range must be two finite numbers, the lower first, not [${low}, ${high}]`, { range });
  }
  if (limits !== null && (low < limits[0] || high > limits[1])) {
    fail('range', `range [${low}, ${high}] does not fit ${dtype} (${limits[0]} to ${limits[1]})`, { range, dtype });
  }
  if (colorSpace === 'lab' && (low !== 0 || high !== 100)) {
    fail('range', `lab has its own units, its range is [0, 100], not [${low}, ${high}]`, { range, colorSpace });
  }
  return Object.freeze([low, high] as const);
}

function fail(
  code: ConstructorParameters<typeof PictureError>[0],
  message: string,
  fields: Readonly<Record<string, unknown>> = {},
): never {
  throw new PictureError(code, `createPicture: ${message}`, fields);
}

function show(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

function describe(value: unknown): string {
  return typeof value === 'object' && value !== null ? value.constructor.name : typeof value;
}

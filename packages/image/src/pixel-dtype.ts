/** Typed arrays that can hold pixels. */
export type PixelArray = Uint8Array | Uint16Array | Float32Array;

/** Names of the number formats of pixels, as NumPy spells them. */
export type PixelDType = 'uint8' | 'uint16' | 'float32';

/** The typed array of a number format. */
export type PixelArrayOf<T extends PixelDType> = T extends 'uint8'
  ? Uint8Array
  : T extends 'uint16'
    ? Uint16Array
    : Float32Array;

/** The number format of a typed array type. */
export type PixelDTypeOf<D extends PixelArray> = D extends Uint8Array
  ? 'uint8'
  : D extends Uint16Array
    ? 'uint16'
    : 'float32';

interface DTypeFacts {
  readonly arrayType: Uint8ArrayConstructor | Uint16ArrayConstructor | Float32ArrayConstructor;
  /** Smallest and largest value that can be stored; null where anything goes. */
  readonly limits: readonly [number, number] | null;
  readonly defaultRange: readonly [number, number];
}

/** What each number format can hold, and the range that a picture in it has unless told otherwise. */
export const pixelDTypes: Readonly<Record<PixelDType, DTypeFacts>> = {
  uint8: { arrayType: Uint8Array, limits: [0, 255], defaultRange: [0, 255] },
  uint16: { arrayType: Uint16Array, limits: [0, 65535], defaultRange: [0, 65535] },
  float32: { arrayType: Float32Array, limits: null, defaultRange: [0, 1] },
};

const dtypeOfTag: Readonly<Record<string, PixelDType>> = {
  Uint8Array: 'uint8',
  Uint16Array: 'uint16',
  Float32Array: 'float32',
};

/**
 * Names the number format of a typed array, or undefined for anything that cannot hold pixels.
 *
 * @param data any value; the tag is read rather than the class, so that arrays of another realm (a worker, an iframe) count
 * @example
 * dtypeOf(new Uint16Array(4)); // 'uint16'
 */
export function dtypeOf<D extends PixelArray>(data: D): PixelDTypeOf<D>;
export function dtypeOf(data: unknown): PixelDType | undefined;
export function dtypeOf(data: unknown): PixelDType | undefined {
  return ArrayBuffer.isView(data) ? dtypeOfTag[(data as Uint8Array)[Symbol.toStringTag]] : undefined;
}

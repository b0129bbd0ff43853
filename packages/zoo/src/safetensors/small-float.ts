/** A 16-bit float format: sign, exponent of `15 - mantissaBits` bits, mantissa. */
export interface SmallFloat {
  readonly mantissaBits: number;
  readonly bias: number;
  /** Largest finite value. */
  readonly max: number;
}

/** IEEE 754 binary16. */
export const half: SmallFloat = { mantissaBits: 10, bias: 15, max: 65504 };

/** The upper half of a binary32. */
export const bfloat16: SmallFloat = { mantissaBits: 7, bias: 127, max: 3.3895313892515355e38 };

/**
 * Rounds to the nearest value of the format, ties to even; what exceeds the range becomes infinite.
 * @returns the bits, one each.
 */
export function encodeSmallFloat(values: ArrayLike<number>, { mantissaBits, bias }: SmallFloat): Uint16Array {
  const infinity = 0x7fff & ~((1 << mantissaBits) - 1);
  const notANumber = infinity | (1 << (mantissaBits - 1));
  const one = 2 ** mantissaBits;
  const smallest = 1 - bias;
  const bits = new Uint16Array(values.length);
  const double = new Float64Array(1);
  const words = new Uint32Array(double.buffer);
  for (let i = 0; i < bits.length; i++) {
    const value = values[i]!;
    double[0] = value;
    const high = words[1]!; // little-endian, as every platform that runs JavaScript today
    const sign = (high >>> 16) & 0x8000;
    if (Number.isNaN(value)) {
      bits[i] = sign | notANumber;
      continue;
    }
    const exponent = Math.max(((high >>> 20) & 0x7ff) - 1023, smallest);
    if (exponent > bias) {
      bits[i] = sign | infinity;
      continue;
    }
    const scaled = Math.abs(value) * 2 ** (mantissaBits - exponent); // exact: a power of two
    const floor = Math.floor(scaled);
    const rest = scaled - floor;
    const rounded = rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
    // Below `one` the value is subnormal and the exponent field 0; a carry moves into the exponent by itself.
    bits[i] = sign | (rounded < one ? rounded : ((exponent + bias) << mantissaBits) + rounded - one);
  }
  return bits;
}

/** The values of 16-bit floats, exactly. */
export function decodeSmallFloat(bits: Uint16Array, { mantissaBits, bias }: SmallFloat): Float32Array {
  const one = 1 << mantissaBits;
  const largestField = 0x7fff >> mantissaBits;
  const values = new Float32Array(bits.length);
  for (let i = 0; i < values.length; i++) {
    const word = bits[i]!;
    const field = (word & 0x7fff) >> mantissaBits;
    const mantissa = word & (one - 1);
    const size =
      field === 0
        ? mantissa * 2 ** (1 - bias - mantissaBits)
        : field < largestField
          ? (one + mantissa) * 2 ** (field - bias - mantissaBits)
          : mantissa === 0
            ? Infinity
            : NaN;
    values[i] = word & 0x8000 ? -size : size;
  }
  return values;
}

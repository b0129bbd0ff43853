/** The exponent is counted in steps of `ln(2) / 256`, so many that 2 to the minus 1022 is not reached. */
const FARTHEST = 261632;
const MAGIC = 1.5 * 2 ** 52; // adding it rounds away all fractions, halves to even
const STEP = -Math.LN2 / 256;

/**
 * `exp(-difference^2 / (2 sigma^2))` to 1e-15 of it, with the same bits on every engine, which `Math.exp` does not promise, and in the kernel: a
 * table of powers of two and four terms of the series of what is left.
 */
export class Falloff {
  /** What squared differences are multiplied by. */
  readonly scale: number;
  /** 2 to the power of `-i / 256`, and the terms of the series, the last one first. */
  static readonly table: Float64Array = Float64Array.of(
    ...Array.from({ length: 256 }, (_, i) => 2 ** (-i / 256)),
    STEP ** 4 / 24,
    STEP ** 3 / 6,
    STEP ** 2 / 2,
    STEP,
  );
  readonly #halves = Float64Array.from({ length: 1023 }, (_, i) => 2 ** -i);

  constructor(sigma: number) {
    this.scale = -0.5 / (sigma * sigma * STEP);
  }

  /** @returns 0 for what is too far off, and for NaN */
  of(difference: number): number {
    const { table } = Falloff;
    const steps = this.scale * (difference * difference);
    if (!(steps < FARTHEST)) return 0;
    const whole = steps + MAGIC - MAGIC;
    const rest = steps - whole;
    const power = table[whole & 255]! * this.#halves[whole >> 8]!;
    let series = rest * table[256]!;
    series = rest * (table[257]! + series);
    series = rest * (table[258]! + series);
    series = rest * (table[259]! + series);
    return power + power * series;
  }
}

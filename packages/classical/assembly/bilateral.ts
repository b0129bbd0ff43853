// Bilateral filter of rows of float64 in a strip of padded rows. Taps are records of 16 bytes: what a distance weighs (f64), and how many bytes
// from a pixel to its neighbour (i32). Four pixels (gray) or two (others) at a
// time: loops read what lies behind the last row, which must be whole numbers of the table too, and scribble on what lies behind `out`.

/** Added to a whole number, makes its low 32 bits eight times the number, two's complement: the place in a table of float64. */
const INDEX: f64 = 844424930131968;
/** Added and taken away again, rounds to the nearest whole number. */
const ROUND: f64 = 6755399441055744;
/** Steps of `falloff.ts` that are too many for a float64 above 0. */
const FARTHEST: f64 = 261632;

/** Two values of a table; `places` come from `INDEX`. */
function lookUp(table: usize, places: v128): v128 {
  const first = v128.load64_zero(table + <usize>(<u32>i64x2.extract_lane(places, 0)));
  return v128.load64_lane(table + <usize>(<u32>i64x2.extract_lane(places, 1)), first, 1);
}

/** One channel of whole numbers; `table` is where the weight of difference 0 lies, with those of negative ones before it. */
export function grayByTable(at: usize, count: usize, taps: usize, tapsEnd: usize, table: usize, out: usize): void {
  const magic = f64x2.splat(INDEX);
  for (const end = out + (count << 3); out < end; out += 32, at += 32) {
    const m0 = f64x2.sub(magic, v128.load(at));
    const m1 = f64x2.sub(magic, v128.load(at, 16));
    let s0 = f64x2.splat(0);
    let s1 = s0;
    let w0 = s0;
    let w1 = s0;
    for (let tap = taps; tap < tapsEnd; tap += 16) {
      const from = at + <usize>load<i32>(tap, 8);
      const weight = v128.load64_splat(tap);
      const v0 = v128.load(from);
      const v1 = v128.load(from, 16);
      const a = f64x2.mul(weight, lookUp(table, f64x2.add(v0, m0)));
      const b = f64x2.mul(weight, lookUp(table, f64x2.add(v1, m1)));
      s0 = f64x2.add(s0, f64x2.mul(a, v0));
      s1 = f64x2.add(s1, f64x2.mul(b, v1));
      w0 = f64x2.add(w0, a);
      w1 = f64x2.add(w1, b);
    }
    v128.store(out, f64x2.div(s0, w0));
    v128.store(out, f64x2.div(s1, w1), 16);
  }
}

/** What two differences weigh, 0 for NaN: the same operations as those of `falloff.ts`. */
function falloff(difference: v128, scale: f64, table: usize): v128 {
  const steps = f64x2.mul(f64x2.splat(scale), f64x2.mul(difference, difference));
  const shifted = f64x2.add(steps, f64x2.splat(ROUND));
  const rest = f64x2.sub(steps, f64x2.sub(shifted, f64x2.splat(ROUND)));
  const places = v128.and(i64x2.shl(shifted, 3), i64x2.splat(255 << 3));
  const power = i64x2.sub(lookUp(table, places), i64x2.shl(i64x2.shr_u(shifted, 8), 52));
  let series = f64x2.mul(rest, v128.load64_splat(table, 256 << 3));
  series = f64x2.mul(rest, f64x2.add(v128.load64_splat(table, 257 << 3), series));
  series = f64x2.mul(rest, f64x2.add(v128.load64_splat(table, 258 << 3), series));
  series = f64x2.mul(rest, f64x2.add(v128.load64_splat(table, 259 << 3), series));
  const weight = f64x2.add(power, f64x2.mul(power, series));
  return v128.and(weight, f64x2.lt(steps, f64x2.splat(FARTHEST)));
}

/** One channel of any numbers. */
export function grayByFalloff(
  at: usize,
  count: usize,
  taps: usize,
  tapsEnd: usize,
  table: usize,
  out: usize,
  scale: f64,
): void {
  const zero = f64x2.splat(0);
  for (const end = out + (count << 3); out < end; out += 16, at += 16) {
    const center = v128.load(at);
    let sum = zero;
    let weights = zero;
    for (let tap = taps; tap < tapsEnd; tap += 16) {
      const value = v128.load(at + <usize>load<i32>(tap, 8));
      const weight = f64x2.mul(v128.load64_splat(tap), falloff(f64x2.sub(value, center), scale, table));
      sum = f64x2.add(sum, v128.and(f64x2.mul(weight, value), f64x2.gt(weight, zero)));
      weights = f64x2.add(weights, weight);
    }
    v128.store(out, f64x2.div(sum, weights));
  }
}

/** Three planes, `plane` bytes apart; the table is one of differences (whole numbers), or else that of `falloff`. */
export function colors(
  at: usize,
  count: usize,
  taps: usize,
  tapsEnd: usize,
  table: usize,
  out: usize,
  scale: f64,
  whole: bool,
  plane: usize,
  outPlane: usize,
): void {
  const zero = f64x2.splat(0);
  for (const end = out + (count << 3); out < end; out += 16, at += 16) {
    const red = v128.load(at);
    const green = v128.load(at + plane);
    const blue = v128.load(at + plane + plane);
    let reds = zero;
    let greens = zero;
    let blues = zero;
    let weights = zero;
    for (let tap = taps; tap < tapsEnd; tap += 16) {
      const from = at + <usize>load<i32>(tap, 8);
      const r = v128.load(from);
      const g = v128.load(from + plane);
      const b = v128.load(from + plane + plane);
      const difference = f64x2.add(
        f64x2.add(f64x2.abs(f64x2.sub(r, red)), f64x2.abs(f64x2.sub(g, green))),
        f64x2.abs(f64x2.sub(b, blue)),
      );
      const near = whole ? lookUp(table, f64x2.add(difference, f64x2.splat(INDEX))) : falloff(difference, scale, table);
      const weight = f64x2.mul(v128.load64_splat(tap), near);
      const counts = f64x2.gt(weight, zero);
      reds = f64x2.add(reds, v128.and(f64x2.mul(weight, r), counts));
      greens = f64x2.add(greens, v128.and(f64x2.mul(weight, g), counts));
      blues = f64x2.add(blues, v128.and(f64x2.mul(weight, b), counts));
      weights = f64x2.add(weights, weight);
    }
    v128.store(out, f64x2.div(reds, weights));
    v128.store(out + outPlane, f64x2.div(greens, weights));
    v128.store(out + outPlane + outPlane, f64x2.div(blues, weights));
  }
}

// Mean shift of the pixels of a picture of three planes of bytes, in whole numbers: the same as `shift-bytes.ts`. Sixteen pixels at a time; loops
// read, and leave out, what lies behind a plane.

/** Squared differences of eight bytes, of the lower or the upper half. */
function squares(d0: v128, d1: v128, d2: v128, upper: bool): v128 {
  if (upper) {
    const two = i16x8.add_sat_u(i16x8.extmul_high_i8x16_u(d0, d0), i16x8.extmul_high_i8x16_u(d1, d1));
    return i16x8.add_sat_u(two, i16x8.extmul_high_i8x16_u(d2, d2));
  }
  const two = i16x8.add_sat_u(i16x8.extmul_low_i8x16_u(d0, d0), i16x8.extmul_low_i8x16_u(d1, d1));
  return i16x8.add_sat_u(two, i16x8.extmul_low_i8x16_u(d2, d2));
}

function apart(a: v128, b: v128): v128 {
  return v128.or(i8x16.sub_sat_u(a, b), i8x16.sub_sat_u(b, a));
}

function fours(bytes: v128): v128 {
  return i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bytes));
}

/** Of less than 2^32. */
function total(four: v128): f64 {
  const two = i32x4.add(four, i8x16.shuffle(four, four, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  return <f64>(<u32>(i32x4.extract_lane(two, 0) + i32x4.extract_lane(two, 1)));
}

/**
 * @param planes where the first plane is, the others behind it
 * @param edges a byte per pixel, 0 for those to leave alone; or 0 for none
 * @param out three bytes per pixel
 * @param farthest squared distance of colours that still count, below 65535
 */
export function shift(
  planes: usize,
  edges: usize,
  out: usize,
  width: i32,
  height: i32,
  radius: f64,
  farthest: i32,
  iterations: i32,
  epsilon: f64,
): void {
  const plane = <usize>(width * height);
  const lanes = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const far = i16x8.splat(<i16>farthest);
  const zero = i32x4.splat(0);
  for (let startY = 0, i: usize = 0; startY < height; startY++) {
    for (let startX = 0; startX < width; startX++, i++) {
      if (edges !== 0 && load<u8>(edges + i) === 0) continue;
      let x = <f64>startX;
      let y = <f64>startY;
      let c0 = <f64>load<u8>(planes + i);
      let c1 = <f64>load<u8>(planes + plane + i);
      let c2 = <f64>load<u8>(planes + plane + plane + i);
      for (let step = 0; step < iterations; step++) {
        const left = <i32>Math.max(0, nearest<f64>(x - radius));
        const right = <i32>Math.min(<f64>(width - 1), nearest<f64>(x + radius));
        const top = <i32>Math.max(0, nearest<f64>(y - radius));
        const bottom = <i32>Math.min(<f64>(height - 1), nearest<f64>(y + radius));
        const here0 = i8x16.splat(<i8>(<i32>c0));
        const here1 = i8x16.splat(<i8>(<i32>c1));
        const here2 = i8x16.splat(<i8>(<i32>c2));
        let s0 = zero;
        let s1 = zero;
        let s2 = zero;
        let sx = zero;
        let blocksX: i64 = 0;
        let sumY: i64 = 0;
        let count = 0;
        for (let row = top; row <= bottom; row++) {
          let at = planes + <usize>(row * width + left);
          let inRow = 0;
          for (let done = 0, rest = right - left + 1; rest > 0; done += 16, rest -= 16, at += 16) {
            const v0 = v128.load(at);
            const v1 = v128.load(at + plane);
            const v2 = v128.load(at + plane + plane);
            const d0 = apart(v0, here0);
            const d1 = apart(v1, here1);
            const d2 = apart(v2, here2);
            const low = squares(d0, d1, d2, false);
            const high = squares(d0, d1, d2, true);
            const near = v128.and(
              i8x16.narrow_i16x8_s(i16x8.le_u(low, far), i16x8.le_u(high, far)),
              i8x16.gt_s(i8x16.splat(<i8>min(rest, 16)), lanes),
            );
            s0 = i32x4.add(s0, fours(v128.and(v0, near)));
            s1 = i32x4.add(s1, fours(v128.and(v1, near)));
            s2 = i32x4.add(s2, fours(v128.and(v2, near)));
            sx = i32x4.add(sx, fours(v128.and(lanes, near)));
            const found = popcnt<i32>(i8x16.bitmask(near));
            inRow += found;
            blocksX += <i64>(found * done);
          }
          count += inRow;
          sumY += <i64>row * <i64>inRow;
        }
        if (count === 0) break;
        const share = 1 / <f64>count;
        const nextX = nearest<f64>((<f64>(blocksX + <i64>left * <i64>count) + total(sx)) * share);
        const nextY = nearest<f64>(<f64>sumY * share);
        const n0 = nearest<f64>(total(s0) * share);
        const n1 = nearest<f64>(total(s1) * share);
        const n2 = nearest<f64>(total(s2) * share);
        const moved = Math.abs(nextX - x) + Math.abs(nextY - y);
        const change = moved + (n0 - c0) * (n0 - c0) + (n1 - c1) * (n1 - c1) + (n2 - c2) * (n2 - c2);
        x = nextX;
        y = nextY;
        c0 = n0;
        c1 = n1;
        c2 = n2;
        if (moved === 0 || change <= epsilon) break;
      }
      const to = out + i * 3;
      store<u8>(to, <u8>(<i32>c0));
      store<u8>(to, <u8>(<i32>c1), 1);
      store<u8>(to, <u8>(<i32>c2), 2);
    }
  }
}

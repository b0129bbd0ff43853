/**
 * Thins a mask until its lines are a pixel wide; what hangs together stays together, holes stay open.
 *
 * @param mask not 0 inside, row after row
 * @returns 0 and 1
 * @source Guo & Hall 1989, as bwmorph(mask, 'thin', Inf) and skimage.morphology.thin have it: all pixels of a half step at once, 0 outside
 */
export function thinMask(mask: ArrayLike<number>, width: number, height: number): Uint8Array {
  const stride = width + 2;
  const padded = new Uint8Array(stride * (height + 2));
  const pixels: number[] = [];
  for (let i = 0; i < width * height; i++) {
    if (mask[i] === 0) continue;
    const at = (Math.floor(i / width) + 1) * stride + (i % width) + 1;
    padded[at] = 1;
    pixels.push(at);
  }
  const around = [1, 1 - stride, -stride, -1 - stride, -1, stride - 1, stride, stride + 1];
  for (let alive = pixels, changed = true; changed; ) {
    changed = false;
    for (const half of [0, 1]) {
      const gone = alive.filter((at) => removable[half]![neighbours(padded, at, around)] === 1);
      for (const at of gone) padded[at] = 0;
      if (gone.length === 0) continue;
      alive = alive.filter((at) => padded[at] === 1);
      changed = true;
    }
  }
  return Uint8Array.from({ length: width * height }, (_, i) => {
    return padded[(Math.floor(i / width) + 1) * stride + (i % width) + 1]!;
  });
}

/** The eight neighbours as bits, east first, anticlockwise. */
function neighbours(padded: Uint8Array, at: number, around: readonly number[]): number {
  let bits = 0;
  for (let i = 0; i < 8; i++) bits |= padded[at + around[i]!]! << i;
  return bits;
}

/** For each neighbourhood, whether a pixel goes in the first and in the second half of a step. */
const removable: readonly Uint8Array[] = [0, 4].map((turn) =>
  Uint8Array.from({ length: 256 }, (_, bits) => {
    const x = (i: number): number => (bits >> ((i - 1) & 7)) & 1; // x(1) is east, x(3) north, as in the paper
    const count = (test: (k: number) => number): number => [1, 2, 3, 4].reduce((sum, k) => sum + test(k), 0);
    const crossings = count((k) => (1 - x(2 * k - 1)) & (x(2 * k) | x(2 * k + 1)));
    const pairs = Math.min(
      count((k) => x(2 * k - 1) | x(2 * k)),
      count((k) => x(2 * k) | x(2 * k + 1)),
    );
    const kept = (x(2 + turn) | x(3 + turn) | (1 - x(8 + turn))) & x(1 + turn);
    return Number(crossings === 1 && pairs >= 2 && pairs <= 3 && kept === 0);
  }),
);

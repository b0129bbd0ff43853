/** Tiles and which pixel stands at each place of them. */
interface Tiles {
  readonly across: number;
  readonly down: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly xs: Int32Array;
  readonly ys: Int32Array;
}

/** The equalisation of each tile, row by row: what every value becomes. */
export function claheTables(
  data: Uint8Array | Uint16Array,
  width: number,
  clipLimit: number,
  { across, down, tileWidth, tileHeight, xs, ys }: Tiles,
): Uint8Array | Uint16Array {
  const levels = data instanceof Uint8Array ? 256 : 65536;
  const area = tileWidth * tileHeight;
  const tables =
    data instanceof Uint8Array ? new Uint8Array(across * down * levels) : new Uint16Array(across * down * levels);
  const limit = clipLimit > 0 ? Math.max(1, Math.trunc((clipLimit * area) / levels)) : 0;
  const scale = Math.fround((levels - 1) / area);
  const counts = new Int32Array(levels);
  for (let tile = 0; tile < across * down; tile++) {
    const left = (tile % across) * tileWidth;
    const top = Math.floor(tile / across) * tileHeight;
    counts.fill(0);
    for (let y = top; y < top + tileHeight; y++) {
      const row = ys[y]! * width;
      for (let x = left; x < left + tileWidth; x++) counts[data[row + xs[x]!]!]!++;
    }
    if (limit > 0) clip(counts, limit);
    for (let level = 0, sum = 0; level < levels; level++) {
      sum += counts[level]!;
      tables[tile * levels + level] = Math.min(levels - 1, Math.fround(sum * scale) + 2 ** 52 - 2 ** 52); // halves to even
    }
  }
  return tables;
}

/** Takes what is above the limit and deals it out again, evenly; what is left over goes to values at equal distances. */
function clip(counts: Int32Array, limit: number): void {
  let clipped = 0;
  for (let i = 0; i < counts.length; i++) {
    if (counts[i]! <= limit) continue;
    clipped += counts[i]! - limit;
    counts[i] = limit;
  }
  const each = Math.floor(clipped / counts.length);
  let residual = clipped - each * counts.length;
  for (let i = 0; i < counts.length; i++) counts[i]! += each;
  if (residual === 0) return;
  const step = Math.max(1, Math.floor(counts.length / residual));
  for (let i = 0; i < counts.length && residual > 0; i += step, residual--) counts[i]!++;
}

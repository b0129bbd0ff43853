/** A part of a bitmap, pixels. */
export interface Tile {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The red, green, blue and opacity of a tile, not premultiplied. */
export type TileReader = (tile: Tile) => Promise<Uint8Array | Uint8ClampedArray>;

/** Browsers limit the area of a canvas and the sides of a texture; some phones to 4096. */
const maxTileSide = 2048;

/** Cuts a bitmap into tiles that every browser takes, row by row. */
export function tilesOf({ width, height }: { readonly width: number; readonly height: number }): Tile[] {
  const tiles: Tile[] = [];
  for (let top = 0; top < height; top += maxTileSide) {
    for (let left = 0; left < width; left += maxTileSide) {
      tiles.push({
        left,
        top,
        width: Math.min(maxTileSide, width - left),
        height: Math.min(maxTileSide, height - top),
      });
    }
  }
  return tiles;
}

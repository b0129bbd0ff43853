import { expect, it } from 'vitest';
import { canvasTiles } from './canvas-tiles.ts';
import { webglTiles } from './webgl-tiles.ts';

/** Every opacity in every row, with colours that change. */
const image = new ImageData(
  Uint8ClampedArray.from({ length: 256 * 8 * 4 }, (_, i) => (i % 4 === 3 ? (i >> 2) % 256 : (i * 37 + (i >> 9)) & 255)),
  256,
  8,
);
const tile = { left: 3, top: 2, width: 250, height: 5 };
const bitmap = await createImageBitmap(image, { premultiplyAlpha: 'none' });

function expectPixels(pixels: Uint8Array | Uint8ClampedArray, leastOpacity: number, tolerance: number): void {
  let worst = 0;
  for (let y = 0, at = 0; y < tile.height; y++) {
    for (let x = 0; x < tile.width; x++, at += 4) {
      const from = ((y + tile.top) * 256 + x + tile.left) * 4;
      if (image.data[from + 3]! < leastOpacity) continue;
      for (let c = 0; c < 4; c++) worst = Math.max(worst, Math.abs(pixels[at + c]! - image.data[from + c]!));
    }
  }
  expect(pixels).toHaveLength(tile.width * tile.height * 4);
  expect(worst).toBeLessThanOrEqual(tolerance);
}

it('WebGL hands out all pixels of a tile as they are, and the canvas nearly all that show', async () => {
  const webgl = (await webglTiles(bitmap))!;
  expectPixels(await webgl(tile), 0, 0);
  webgl.close();
  expectPixels(await canvasTiles(bitmap, { opaque: false })(tile), 1, 1);
});

it('a lost WebGL context is replaced by the canvas', async () => {
  const webgl = (await webglTiles(bitmap))!;
  webgl.close();
  expectPixels(await webgl(tile), 1, 1);
});

/** One channel of 8 bits, and the same in red, green and blue: soft hills with hard edges and noise. */
export interface TestPicture {
  readonly width: number;
  readonly height: number;
  readonly gray: Uint8Array;
  readonly rgb: Uint8Array;
}

/** The picture that every contestant works on; `python/images.py` draws the same. */
export function testPicture(width: number, height: number): TestPicture {
  const gray = new Uint8Array(width * height);
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const hills = 60 * Math.sin(x / 41) * Math.cos(y / 67);
      const tiles = ((x >> 6) + (y >> 6)) & 1 ? 40 : 0;
      const noise = (((x * 73_856_093) ^ (y * 19_349_663)) >>> 7) & 31;
      const at = y * width + x;
      gray[at] = Math.floor(80 + hills + tiles + noise);
      rgb[3 * at] = gray[at];
      rgb[3 * at + 1] = 255 - gray[at];
      rgb[3 * at + 2] = gray[at] ^ 64;
    }
  }
  return { width, height, gray, rgb };
}

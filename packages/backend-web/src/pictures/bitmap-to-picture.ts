import { type ChannelCount, createPicture, type Picture } from '@cv/image';
import { throwIfAborted } from '../aborted-error.ts';
import { canvasTiles } from './canvas-tiles.ts';
import { type Tile, tilesOf } from './pixel-tiles.ts';
import { webglTiles } from './webgl-tiles.ts';

/** What of a bitmap's red, green, blue and opacity is kept. */
export interface KeptChannels {
  /** 1 red alone, 2 red and opacity, 3 colour, 4 colour and opacity. */
  readonly channels: ChannelCount;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Copies the pixels of a bitmap, sRGB, tile by tile, and closes it.
 * @throws {PictureError} when the pixels do not fit into memory
 */
export async function bitmapToPicture(
  bitmap: ImageBitmap,
  { channels, signal }: KeptChannels,
): Promise<Picture<Uint8Array>> {
  let exact: Awaited<ReturnType<typeof webglTiles>>;
  try {
    const { width, height } = bitmap;
    const picture = createPicture({ dtype: 'uint8', width, height, channels });
    exact = picture.hasAlpha ? await webglTiles(bitmap) : undefined;
    const read = exact ?? canvasTiles(bitmap, { opaque: !picture.hasAlpha });
    for (const [index, tile] of tilesOf(bitmap).entries()) {
      if (index > 0) await nextTask();
      throwIfAborted('readPicture', signal);
      copyTile(await read(tile), tile, picture);
    }
    return picture;
  } finally {
    exact?.close();
    bitmap.close();
  }
}

/** Lets the page answer between two tiles. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}

function copyTile(
  rgba: Uint8Array | Uint8ClampedArray,
  tile: Tile,
  { data, width, channels }: Picture<Uint8Array>,
): void {
  const colors = channels < 3 ? 1 : 3;
  let from = 0;
  for (let row = 0; row < tile.height; row++) {
    let at = ((tile.top + row) * width + tile.left) * channels;
    for (let x = 0; x < tile.width; x++, from += 4, at += channels) {
      for (let channel = 0; channel < colors; channel++) data[at + channel] = rgba[from + channel]!;
      if (channels % 2 === 0) data[at + colors] = rgba[from + 3]!;
    }
  }
}

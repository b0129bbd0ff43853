import { canvasTiles } from './canvas-tiles.ts';
import type { TileReader } from './pixel-tiles.ts';

/**
 * Reads tiles through a WebGL texture, the only way by which browsers hand out half transparent pixels as they are.
 * @returns undefined where there is no WebGL, or it changes such pixels
 */
export async function webglTiles(
  bitmap: ImageBitmap,
): Promise<(TileReader & { readonly close: () => void }) | undefined> {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl');
  if (gl === null) return undefined;
  const close = (): void => gl.getExtension('WEBGL_lose_context')?.loseContext();
  if (!(await keepsColors(gl))) {
    close();
    return undefined;
  }
  const onCanvas = canvasTiles(bitmap, { opaque: false });
  const read: TileReader = async (tile) => {
    const { left, top, width, height } = tile;
    const part = await createImageBitmap(bitmap, left, top, width, height, { premultiplyAlpha: 'none' });
    try {
      const pixels = texturePixels(gl, part);
      return gl.isContextLost() ? onCanvas(tile) : pixels; // a lost context reads as zeros
    } finally {
      part.close();
    }
  };
  return Object.assign(read, { close });
}

/** Where a browser premultiplies all the same (old Safari), an almost transparent colour comes back dark. */
async function keepsColors(gl: WebGLRenderingContext): Promise<boolean> {
  const probe = [200, 100, 50, 2];
  const image = new ImageData(Uint8ClampedArray.from(probe), 1, 1);
  const bitmap = await createImageBitmap(image, { premultiplyAlpha: 'none' });
  const pixels = texturePixels(gl, bitmap);
  bitmap.close();
  return probe.every((value, i) => pixels[i] === value);
}

function texturePixels(gl: WebGLRenderingContext, bitmap: ImageBitmap): Uint8Array {
  const { width, height } = bitmap;
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, bitmap);
  const buffer = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, buffer);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  const pixels = new Uint8Array(width * height * 4);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  gl.deleteFramebuffer(buffer);
  gl.deleteTexture(texture);
  return pixels;
}

import { pictureError } from './picture-source-error.ts';
import { videoReady } from './video-ready.ts';

/** What a page draws from: everything that has pixels already. */
export type DrawnSource =
  | ImageBitmap
  | ImageData
  | OffscreenCanvas
  | VideoFrame
  | HTMLCanvasElement
  | HTMLImageElement
  | HTMLVideoElement;

/** The pixels of a source, what to call it in messages, and whether some may be transparent. */
export interface DrawnSize {
  readonly width: number;
  readonly height: number;
  readonly path: string;
  readonly channels: 3 | 4;
}

/** Whether a value is of a class of the platform; false where there is no such class, as for elements in a worker. */
export function isA<Name extends keyof typeof globalThis>(
  value: unknown,
  name: Name,
): value is (typeof globalThis)[Name] extends { prototype: infer Instance } ? Instance : never {
  const type: unknown = globalThis[name];
  return typeof type === 'function' && value instanceof type;
}

const drawnClasses = [
  'ImageBitmap',
  'ImageData',
  'OffscreenCanvas',
  'VideoFrame',
  'HTMLCanvasElement',
  'HTMLImageElement',
  'HTMLVideoElement',
] as const;

/** Whether a value is something that a page draws from. */
export function isDrawn(value: unknown): value is DrawnSource {
  return drawnClasses.some((name) => isA(value, name));
}

/**
 * Waits until a source has pixels, and tells how many.
 * @throws {DataError} when an image or video failed to load, or a frame is closed
 */
export async function drawnSize(source: DrawnSource, signal: AbortSignal | undefined): Promise<DrawnSize> {
  if (isA(source, 'HTMLImageElement')) {
    const path = `the image ${source.currentSrc || source.src || 'without a source'}`;
    await source.decode().catch((cause: unknown) => {
      throw pictureError(path, 'it did not load; check its address, and its onerror event', { cause });
    });
    return { width: source.naturalWidth, height: source.naturalHeight, path, channels: 4 };
  }
  if (isA(source, 'HTMLVideoElement')) {
    const path = `the video ${source.currentSrc || 'without an address'}`;
    await videoReady(source, { path, signal });
    return { width: source.videoWidth, height: source.videoHeight, path, channels: 3 };
  }
  if (isA(source, 'VideoFrame')) {
    const path = 'a VideoFrame';
    if (source.format === null && source.codedWidth === 0)
      throw pictureError(path, 'it is closed; read it before close()');
    return { width: source.displayWidth, height: source.displayHeight, path, channels: 3 };
  }
  const path = `a ${source.constructor.name}`;
  if (isA(source, 'ImageBitmap') && source.width === 0)
    throw pictureError(path, 'it is closed; read it before close()');
  return { width: source.width, height: source.height, path, channels: 4 };
}

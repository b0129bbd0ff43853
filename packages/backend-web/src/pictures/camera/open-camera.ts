import type { Picture } from '@cv/image';
import { DisposedError, OptionError } from '@cv/tensor/errors';
import { readPicture } from '../read-picture.ts';
import { CameraError } from './camera-error.ts';
import { cameraStream, stopTracks } from './camera-stream.ts';

/** Which camera, and how large its pictures are; the browser gives what comes nearest. */
export interface OpenCameraOptions {
  /** `user` looks at the person before the screen (the default), `environment` away from them. */
  readonly facing?: 'user' | 'environment' | undefined;
  /** Wished width, pixels. */
  readonly width?: number | undefined;
  /** Wished height, pixels. */
  readonly height?: number | undefined;
  /** Ends the opening, and closes the camera when it is open. */
  readonly signal?: AbortSignal | undefined;
}

/** An open camera. */
export interface Camera {
  /** Shows what the camera sees; put it on the page for a preview, or leave it out. Muted, and playing. */
  readonly video: HTMLVideoElement;
  /** Pixels per row of the pictures; may change when a phone is turned. */
  readonly width: number;
  readonly height: number;
  /**
   * The picture that the camera sees now.
   * @returns three channels, uint8 [0, 255], not mirrored
   * @throws {CameraError} `lost` when the camera was disconnected
   * @throws {DisposedError} when it is closed
   */
  read(): Promise<Picture<Uint8Array>>;
  /** Switches the camera off; more than once does no harm. */
  close(): void;
}

/**
 * Opens a camera; the browser asks the person first. Only pages can, and only by https or on localhost.
 *
 * @throws {CameraError} with a `kind` and a sentence when it is denied, there is none, it is busy, or the page is insecure
 * @throws {OptionError} when a size is no whole number of at least 1
 * @throws {AbortedError} when the signal is aborted
 * @throws {UnsupportedError} in workers and in browsers without cameras
 * @example
 * ```ts
 * const camera = await openCamera({ facing: 'environment', width: 640, height: 480 });
 * document.body.append(camera.video);
 * const picture = await camera.read();
 * camera.close();
 * ```
 */
export async function openCamera({ facing = 'user', width, height, signal }: OpenCameraOptions = {}): Promise<Camera> {
  for (const [option, value] of Object.entries({ width, height })) {
    if (value !== undefined && (!Number.isSafeInteger(value) || value < 1)) {
      throw new OptionError(`openCamera: ${option} expects a whole number of at least 1, received ${value}`, {
        option,
      });
    }
  }
  const size = { ...(width !== undefined && { width }), ...(height !== undefined && { height }) };
  const stream = await cameraStream({ facingMode: facing, ...size }, signal);
  try {
    return await playing(stream, signal);
  } catch (error) {
    stopTracks(stream);
    throw error;
  }
}

async function playing(stream: MediaStream, signal: AbortSignal | undefined): Promise<Camera> {
  const video = document.createElement('video');
  Object.assign(video, { muted: true, playsInline: true, srcObject: stream });
  let closed = false;
  const close = (): void => {
    closed = true;
    stopTracks(stream);
    video.srcObject = null;
    signal?.removeEventListener('abort', close);
  };
  const camera: Camera = {
    video,
    get width() {
      return video.videoWidth;
    },
    get height() {
      return video.videoHeight;
    },
    async read() {
      if (closed) throw new DisposedError('Camera.read: the camera is closed; open it again');
      if (!stream.active) throw new CameraError('Camera.read', 'lost');
      return readPicture(video);
    },
    close,
  };
  signal?.addEventListener('abort', close);
  void video.play().catch(() => undefined); // closed before it began: what waits for a frame says so
  await readPicture(video, { signal }).catch((error: unknown) => {
    close();
    throw error;
  });
  return camera;
}

import { UnsupportedError } from '@cv/tensor/errors';
import { throwIfAborted } from '../../aborted-error.ts';
import { CameraError, type CameraErrorKind } from './camera-error.ts';

const kinds: Readonly<Record<string, CameraErrorKind>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'none',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/**
 * Asks for a stream of the camera.
 * @throws {CameraError} when there is none to be had
 * @throws {AbortedError} as soon as the signal is aborted; a camera that is allowed after that is switched off at once
 * @throws {UnsupportedError} in workers and in browsers without cameras
 */
export async function cameraStream(
  video: MediaTrackConstraints,
  signal: AbortSignal | undefined,
): Promise<MediaStream> {
  throwIfAborted('openCamera', signal);
  if (!globalThis.isSecureContext) throw new CameraError('openCamera', 'insecure');
  if (typeof document === 'undefined' || navigator.mediaDevices === undefined) {
    throw new UnsupportedError(
      'openCamera: this is a worker, or a browser without cameras; open it in the page, and post its pictures',
    );
  }
  const pending = navigator.mediaDevices.getUserMedia({ video, audio: false });
  const events = new AbortController();
  const aborted = new Promise<undefined>((resolve) => {
    signal?.addEventListener('abort', () => resolve(undefined), { signal: events.signal });
  });
  try {
    const stream = await Promise.race([pending, aborted]);
    if (stream !== undefined) return stream;
  } catch (cause) {
    const kind = cause instanceof DOMException ? kinds[cause.name] : undefined;
    if (kind !== undefined) throw new CameraError('openCamera', kind, cause);
    throw new UnsupportedError(`openCamera: the browser refuses (${String(cause)}); try other settings`, {}, { cause });
  } finally {
    events.abort();
  }
  pending.then(stopTracks, () => undefined);
  throwIfAborted('openCamera', signal);
  throw new CameraError('openCamera', 'lost');
}

/** Switches the camera off, with its light. */
export function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

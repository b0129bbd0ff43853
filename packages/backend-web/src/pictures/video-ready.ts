import { throwIfAborted } from '../aborted-error.ts';
import { pictureError } from './picture-source-error.ts';

/**
 * Waits until a video shows a frame.
 * @throws {DataError} when it has no source or cannot be played
 * @throws {AbortedError} when the signal is aborted meanwhile
 */
export async function videoReady(
  video: HTMLVideoElement,
  { path, signal }: { readonly path: string; readonly signal: AbortSignal | undefined },
): Promise<void> {
  const fail = (): never => {
    const reason = video.error?.message || 'it cannot be played';
    throw pictureError(path, `${reason}; check its address and format`);
  };
  if (video.error !== null) fail();
  if (video.readyState >= video.HAVE_CURRENT_DATA) return;
  if (video.srcObject === null && video.networkState === video.NETWORK_EMPTY) {
    throw pictureError(path, 'it has no source; set src or srcObject first');
  }
  const events = new AbortController();
  await new Promise<void>((resolve) => {
    const once = { signal: events.signal };
    for (const name of ['loadeddata', 'error', 'emptied', 'ended']) video.addEventListener(name, () => resolve(), once);
    signal?.addEventListener('abort', () => resolve(), once);
  });
  events.abort();
  throwIfAborted('readPicture', signal);
  if (video.readyState < video.HAVE_CURRENT_DATA) fail();
}

import { UserMediaError } from './user-media-error.ts';

/** What the browser says, for people. */
const REASONS: Readonly<Record<string, string>> = {
  NotAllowedError: 'the camera was not allowed; allow it for this page in the browser, or open a picture instead',
  NotFoundError: 'there is no camera here; open a picture instead',
  NotReadableError: 'the camera is in use by another program',
};

/** Opens the camera, the one that looks away from the person where there are two. @throws UserMediaError with a sentence */
export async function openCamera(): Promise<MediaStream> {
  if (navigator.mediaDevices === undefined) {
    throw new UserMediaError('this page may not use a camera: it was not loaded over https');
  }
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  } catch (cause) {
    const name = cause instanceof DOMException ? cause.name : '';
    throw new UserMediaError(REASONS[name] ?? `the camera could not be opened (${name || String(cause)})`, { cause });
  }
}

import { CvError } from '@cv/tensor/errors';

/**
 * Why there are no pictures from a camera: `denied` by the user, the system or the page's policy; `none` is connected; `busy`
 * in another program; `insecure` page without HTTPS; `lost` while it was open.
 */
export type CameraErrorKind = 'denied' | 'none' | 'busy' | 'insecure' | 'lost';

/** A camera cannot be opened or read (`code` 'camera'); the message is a sentence for the person before the screen. */
export class CameraError extends CvError {
  override name = 'CameraError';
  override readonly code: string = 'camera';
  readonly kind: CameraErrorKind;

  /**
   * @param where function that failed
   * @param kind why
   * @param cause what the browser threw
   */
  constructor(where: string, kind: CameraErrorKind, cause?: unknown) {
    super(`${where}: ${sentences[kind]}`, { kind }, cause === undefined ? {} : { cause });
    this.kind = kind;
  }
}

const sentences: Readonly<Record<CameraErrorKind, string>> = {
  denied:
    "the camera is not allowed here; allow it in the browser's settings for this site and in the system's, then try again",
  none: 'there is no camera; connect one, then try again',
  busy: 'the camera does not start, most likely because another program uses it; close that program, then try again',
  insecure: 'browsers give cameras to secure pages only; open this page by https or on localhost',
  lost: 'the camera was disconnected, or its permission taken back; connect it and open it again',
};

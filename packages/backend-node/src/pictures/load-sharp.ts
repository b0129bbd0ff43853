import { UnsupportedError } from '@cv/tensor/errors';
import type { Sharp, SharpOptions } from 'sharp';

/** The part of sharp's module that pictures need. */
export type SharpFactory = (input: Uint8Array | Uint16Array, options?: SharpOptions) => Sharp;

/** Loads sharp with its native code, only when the first picture is read or written. */
export async function loadSharp(): Promise<SharpFactory> {
  try {
    return (await import('sharp')).default;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.trim().split('\n')[0] : String(cause);
    throw new UnsupportedError(
      `pictures: the image library sharp does not load on this machine (${reason}); npm install sharp`,
      { reason },
      { cause },
    );
  }
}

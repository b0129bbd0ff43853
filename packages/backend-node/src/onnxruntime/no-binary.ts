import { UnsupportedError } from '@cv/tensor/errors';

/**
 * onnxruntime-node did not load.
 *
 * @param what who asked, for the message
 * @param next what to do in its place
 */
export function noBinary(what: string, next: string, cause: unknown): UnsupportedError {
  return new UnsupportedError(
    `${what}: onnxruntime-node has no binary that loads on ${process.platform} ${process.arch}; ${next}`,
    { platform: process.platform, arch: process.arch },
    { cause },
  );
}

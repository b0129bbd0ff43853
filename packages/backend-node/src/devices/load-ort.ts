import { UnsupportedError } from '@cv/tensor/errors';

/** The module `onnxruntime-node`. */
export type Ort = typeof import('onnxruntime-node');

/**
 * Loads ONNX Runtime when something needs it.
 *
 * @param what who asks, for the message
 * @param next what to do where it is missing
 * @throws UnsupportedError where it has no binary
 */
export function loadOrt(what: string, next: string): Promise<Ort> {
  return import('onnxruntime-node').catch((cause: unknown) => {
    throw new UnsupportedError(
      `${what}: onnxruntime-node has no binary that loads on ${process.platform} ${process.arch}; ${next}`,
      { platform: process.platform, arch: process.arch },
      { cause },
    );
  });
}

import { read, type Tensor } from '@cv/tensor';

/** A tensor as plain data. */
export interface PlainTensor {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly data: Float32Array;
}

/** Reads a tensor into memory of its own. */
export async function readPlain(x: Tensor): Promise<PlainTensor> {
  const shape = [...x.shape];
  return { shape, data: new Float32Array(await read(x)) };
}

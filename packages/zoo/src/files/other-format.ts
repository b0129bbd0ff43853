import { WeightsError } from '@cv/tensor/errors';

/** Starts of files that are often given for weights, and what to do about each. */
const KNOWN: readonly (readonly [start: string, what: string, next: string])[] = [
  ['version https://git-lfs', 'a pointer of Git LFS, not the file itself', 'fetch it with `git lfs pull`'],
  ['<', 'a web page or XML', 'the address may need a login; download the file itself'],
  ['\x89HDF', 'an HDF5 file (Keras)', 'convert it to safetensors'],
  ['GGUF', 'a GGUF file', 'convert it to safetensors'],
  ['\x1f\x8b', 'compressed by gzip', 'unpack it first'],
  ['\xfd7zXZ', 'compressed by xz', 'unpack it first'],
  ['\x93NUMPY', 'a NumPy array', 'save the state dict as safetensors'],
];

/** What to say of a file that is of no format that we read. */
export function otherFormat(start: Uint8Array, size: number): WeightsError {
  const expected = 'expected safetensors, PyTorch (.pth, .pt) or ONNX';
  if (size === 0) return new WeightsError(`openWeights: the file is empty, ${expected}`, { size });
  const text = Array.from(start, (byte) => String.fromCharCode(byte)).join('');
  const [, what, next] = KNOWN.find(([known]) => text.startsWith(known)) ?? [];
  if (what !== undefined) return new WeightsError(`openWeights: this is ${what}, ${expected}; ${next}`);
  const bytes = Array.from(start.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return new WeightsError(
    `openWeights: this is no file of weights that we know: it starts with ${bytes}, ${expected}`,
    {
      size,
    },
  );
}

import { gzipSync } from 'node:zlib';
import { mnistRaster } from '../src/drawing/mnist-raster.ts';
import { SAMPLE_DIGITS } from '../src/drawing/sample-digits.ts';

/** A file as Playwright puts it into an input. */
interface FilePayload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** The two training files of MNIST, with our ten sample digits over and over. */
export function idxFiles(count: number, { gzip = false }: { readonly gzip?: boolean } = {}): FilePayload[] {
  const digits = SAMPLE_DIGITS.map((drawing) => shrink(mnistRaster(drawing)!.data));
  const images = Buffer.concat(Array.from({ length: count }, (_, i) => digits[i % 10]!));
  const labels = Buffer.from(Array.from({ length: count }, (_, i) => i % 10));
  return [
    file('train-images-idx3-ubyte', Buffer.concat([header(8, [count, 28, 28]), images]), gzip),
    file('train-labels-idx1-ubyte', Buffer.concat([header(8, [count]), labels]), gzip),
  ];
}

function file(name: string, bytes: Buffer, gzip: boolean): FilePayload {
  return {
    name: gzip ? `${name}.gz` : name,
    mimeType: 'application/octet-stream',
    buffer: gzip ? gzipSync(bytes) : bytes,
  };
}

function header(type: number, shape: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 + 4 * shape.length);
  bytes.set([0, 0, type, shape.length]);
  for (const [axis, length] of shape.entries()) bytes.writeUInt32BE(length, 4 + 4 * axis);
  return bytes;
}

/** 140 x 140 to 28 x 28: the mean of every 5 x 5. */
function shrink(data: Float32Array): Uint8Array {
  return Uint8Array.from({ length: 784 }, (_, i) => {
    const [row, column] = [Math.floor(i / 28) * 5, (i % 28) * 5];
    let sum = 0;
    for (let k = 0; k < 25; k++) sum += data[(row + Math.floor(k / 5)) * 140 + column + (k % 5)]!;
    return Math.round((sum / 25) * 255);
  });
}

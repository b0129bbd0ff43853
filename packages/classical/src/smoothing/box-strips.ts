import type { PixelArray } from '@cv/image';
import type { BorderMode } from '../border/border-mode.ts';
import { boxesBinary } from '../kernels/boxes.generated.ts';
import { PaddedStrips } from '../kernels/padded-strips.ts';
import { SCRATCH_LIMIT, Scratch } from '../kernels/scratch.ts';
import { viewLike } from '../kernels/view-like.ts';
import { type WasmKernel, wasmKernel } from '../kernels/wasm-kernel.ts';
import type { PixelGrid } from '../pixel-grid.ts';
import { pixelLimit } from '../pixel-limit.ts';

type MeansOfRows = (
  strip: number,
  pitch: number,
  zeros: number,
  rows: number,
  height: number,
  width: number,
  channels: number,
  length: number,
  columns: number,
  windows: number,
  out: number,
  scale: number,
) => void;

/** What `assembly/boxes.ts` exports. */
interface BoxesKernel extends WasmKernel {
  readonly meansUint8ToUint8: MeansOfRows;
  readonly meansUint8ToFloat32: MeansOfRows;
  readonly meansUint16ToUint16: MeansOfRows;
  readonly meansUint16ToFloat32: MeansOfRows;
}

export const boxesKernel: () => BoxesKernel | undefined = /* @__PURE__ */ wasmKernel<BoxesKernel>(boxesBinary);

/**
 * `boxSums` of whole numbers by the kernel.
 * @param data for the means: the number format of the picture, or float32
 * @returns false where there is no kernel, for float32 pictures, and for windows whose sums have more than 31 bits
 */
export function boxStrips(
  grid: PixelGrid,
  { height, width }: { readonly height: number; readonly width: number },
  { border, fill }: { readonly border: BorderMode; readonly fill: number },
  data: PixelArray,
): boolean {
  const source = grid.data;
  const most = pixelLimit(source);
  const fits = border !== 'constant' || (Number.isInteger(fill) && fill >= 0 && fill <= most);
  if (source instanceof Float32Array || !fits || width * height * most >= 2 ** 31) return false;
  const kernel = boxesKernel();
  if (!kernel) return false;
  const scratch = new Scratch(kernel.memory);
  const strips = new PaddedStrips(grid, { height, width }, { border, fill }, scratch);
  if (strips.bytes > SCRATCH_LIMIT) return false;
  const { pitch } = strips;
  const length = grid.columns * grid.channels;
  const zeros = scratch.take(pitch * source.BYTES_PER_ELEMENT);
  const columns = scratch.take(pitch * 4);
  const windows = scratch.take(length * 4);
  const result = scratch.take(strips.rows * length * data.BYTES_PER_ELEMENT);
  const buffer = scratch.ready();
  strips.open(buffer);
  new Uint8Array(buffer, zeros, pitch * source.BYTES_PER_ELEMENT + 16).fill(0);
  const means = meansOf(kernel, source, data);
  const out = viewLike(data, buffer, result, strips.rows * length);
  const scale = 1 / (height * width);
  strips.each((rows, at) => {
    means(strips.address, pitch, zeros, rows, height, width, grid.channels, length, columns, windows, result, scale);
    data.set(out.subarray(0, rows * length), at);
  });
  return true;
}

function meansOf(kernel: BoxesKernel, from: PixelArray, to: PixelArray): MeansOfRows {
  const floats = to instanceof Float32Array;
  if (from instanceof Uint8Array) return floats ? kernel.meansUint8ToFloat32 : kernel.meansUint8ToUint8;
  return floats ? kernel.meansUint16ToFloat32 : kernel.meansUint16ToUint16;
}

import type { PixelArray } from '@cv/image';
import { extremesBinary } from '../kernels/extremes.generated.ts';
import { formatName } from '../kernels/format-name.ts';
import { PaddedStrips } from '../kernels/padded-strips.ts';
import { SCRATCH_LIMIT, Scratch } from '../kernels/scratch.ts';
import { viewLike } from '../kernels/view-like.ts';
import { type WasmKernel, wasmKernel } from '../kernels/wasm-kernel.ts';
import type { PixelGrid } from '../pixel-grid.ts';
import { pixelLimit } from '../pixel-limit.ts';
import { elementRuns } from './element-runs.ts';
import type { ExtremeOptions } from './extreme-options.ts';
import type { StructuringElement } from './structuring-element.ts';

/** The smaller (or larger) of what stands at `a` and at `b`, in so many bytes; `out` may be `a`, and `b` what lies further on in it. */
type Pairwise = (a: number, b: number, out: number, bytes: number) => void;

/** What `assembly/extremes.ts` exports. */
type ExtremesKernel = WasmKernel & Readonly<Record<`${'least' | 'most'}${'Uint8' | 'Uint16' | 'Float32'}`, Pairwise>>;

export const extremesKernel: () => ExtremesKernel | undefined =
  /* @__PURE__ */ wasmKernel<ExtremesKernel>(extremesBinary);

/** `extremePlane` by the kernel. @returns false where there is none, or `fill` is no value of the number format */
export function extremeStrips(
  grid: PixelGrid,
  element: StructuringElement,
  { which, border, fill }: ExtremeOptions,
  data: PixelArray,
): boolean {
  const kernel = extremesKernel();
  const whole = fill >= 0 && fill <= pixelLimit(data) && Number.isInteger(fill);
  if (!kernel || (border === 'constant' && !(data instanceof Float32Array) && !whole)) return false;
  const scratch = new Scratch(kernel.memory);
  const strips = new PaddedStrips(grid, element, { border, fill }, scratch);
  if (strips.bytes > SCRATCH_LIMIT) return false;
  const result = scratch.take(strips.bytes);
  const buffer = scratch.ready();
  strips.open(buffer);
  const pairwise = kernel[`${which}${formatName(data)}`];
  const size = { pitch: strips.pitch * data.BYTES_PER_ELEMENT, pixel: grid.channels * data.BYTES_PER_ELEMENT };
  const over = element.mask.every((value) => value === 1) ? overRectangle : overRuns;
  const length = grid.columns * grid.channels;
  strips.each((rows, at) => {
    const from = over(pairwise, element, { address: strips.address, result, rows, ...size });
    const extremes = viewLike(data, buffer, from, strips.length);
    for (let y = 0; y < rows; y++) {
      data.set(extremes.subarray(y * strips.pitch, y * strips.pitch + length), at + y * length);
    }
  });
  return true;
}

interface Strip {
  readonly address: number;
  readonly result: number;
  readonly rows: number;
  readonly pitch: number;
  readonly pixel: number;
}

/** All windows of a rectangle, in place: along rows, then along columns. @returns the address of the first row */
function overRectangle(
  pairwise: Pairwise,
  { width, height }: StructuringElement,
  { address, rows, pitch, pixel }: Strip,
): number {
  windows(pairwise, address, { span: width, step: pixel, bytes: (rows + height - 1) * pitch });
  windows(pairwise, address, { span: height, step: pitch, bytes: (rows + height - 1) * pitch });
  return address;
}

/**
 * The extreme of every window of `span` values `step` bytes apart, in place and in as many steps as `span` has binary digits: the extreme of a
 * window is that of two shorter ones that overlap.
 */
function windows(
  pairwise: Pairwise,
  address: number,
  { span, step, bytes }: { readonly span: number; readonly step: number; readonly bytes: number },
): void {
  for (let known = 1; known < span; ) {
    const shift = Math.min(known, span - known) * step;
    pairwise(address, address + shift, address, bytes - shift);
    known = Math.min(2 * known, span);
  }
}

/** The runs of any element, the shortest first: windows of 1, 2, 4, ... pixels are made as they are needed. */
function overRuns(
  pairwise: Pairwise,
  element: StructuringElement,
  { address, result, rows, pitch, pixel }: Strip,
): number {
  const runs = elementRuns(element).toSorted((a, b) => a.span - b.span);
  const all = (rows + element.height - 1) * pitch;
  let known = 1;
  for (const [i, { row, from, span }] of runs.entries()) {
    for (; 2 * known <= span; known *= 2) pairwise(address, address + known * pixel, address, all - known * pixel);
    const first = address + row * pitch + from * pixel;
    const second = first + (span - known) * pixel;
    if (i === 0) pairwise(first, second, result, rows * pitch);
    else {
      pairwise(result, first, result, rows * pitch);
      if (second !== first) pairwise(result, second, result, rows * pitch);
    }
  }
  return result;
}

import { DataError } from '@cv/tensor/errors';
import { gunzip, isGzip } from './gunzip.ts';

/** Element types of an IDX file by the third byte of its magic number. */
const TYPES = {
  8: { dtype: 'uint8', bytes: 1 },
  9: { dtype: 'int8', bytes: 1 },
  11: { dtype: 'int16', bytes: 2 },
  12: { dtype: 'int32', bytes: 4 },
  13: { dtype: 'float32', bytes: 4 },
  14: { dtype: 'float64', bytes: 8 },
} as const;

type IdxDType = (typeof TYPES)[keyof typeof TYPES]['dtype'];

/** The content of an IDX file. */
export interface IdxArray {
  readonly dtype: IdxDType;
  readonly shape: readonly number[];
  readonly data: Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;
}

interface Header {
  readonly dtype: IdxDType;
  readonly bytes: number;
  readonly shape: readonly number[];
  /** Bytes of the whole file, header included. */
  readonly total: number;
  readonly start: number;
}

/** The header, or undefined when `head` is too short to hold it. */
function parseHeader(head: Uint8Array, name: string): Header | undefined {
  if (head.length < 4) return undefined;
  const type = TYPES[head[2] as keyof typeof TYPES];
  const rank = head[3]!;
  if (head[0] !== 0 || head[1] !== 0 || type === undefined || rank === 0) {
    const magic = [...head.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    throw new DataError(`${name}: not an IDX file: it begins with ${magic}, expected 00 00 <type> <rank>`, {
      name,
      magic,
    });
  }
  const start = 4 + 4 * rank;
  if (head.length < start) return undefined;
  const view = new DataView(head.buffer, head.byteOffset);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const total = start + type.bytes * shape.reduce((product, size) => product * size, 1);
  return { ...type, shape, total, start };
}

function checkedHeader(bytes: Uint8Array, name: string, maxBytes: number): Header {
  const header = parseHeader(bytes, name);
  if (header === undefined) {
    throw new DataError(`${name}: truncated IDX file: ${bytes.length} bytes do not hold its header`, {
      name,
      bytes: bytes.length,
    });
  }
  if (header.total > maxBytes) {
    throw new DataError(
      `${name}: announces ${header.total} bytes (shape ${header.shape.join('x')}), more than the allowed ${maxBytes}`,
      {
        name,
        shape: header.shape,
      },
    );
  }
  return header;
}

const READERS: Record<IdxDType, (view: DataView, count: number, start: number) => IdxArray['data']> = {
  uint8: (view, count, start) => new Uint8Array(view.buffer, view.byteOffset + start, count),
  int8: (view, count, start) => new Int8Array(view.buffer, view.byteOffset + start, count),
  int16: (view, count, start) => Int16Array.from({ length: count }, (_, i) => view.getInt16(start + 2 * i)),
  int32: (view, count, start) => Int32Array.from({ length: count }, (_, i) => view.getInt32(start + 4 * i)),
  float32: (view, count, start) => Float32Array.from({ length: count }, (_, i) => view.getFloat32(start + 4 * i)),
  float64: (view, count, start) => Float64Array.from({ length: count }, (_, i) => view.getFloat64(start + 8 * i)),
};

/**
 * Reads an IDX file, the format of MNIST; gzip is recognised by its first bytes.
 *
 * @param file the file's bytes, plain or gzipped
 * @param options.name file name for messages
 * @param options.maxBytes largest unpacked file that is accepted (default 2 GiB): a hostile header allocates nothing
 * @returns element type, shape and data (row-major)
 * @throws DataError when the file is no IDX file, is truncated, has bytes left over, is too large, or its gzip is damaged
 * @source http://yann.lecun.com/exdb/mnist (section "The IDX file format")
 * @example
 * ```ts
 * const { shape, data } = await readIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7, 9), { name: 'labels' }); // [2], [7, 9]
 * ```
 */
export async function readIdx(
  file: Uint8Array,
  { name = 'IDX file', maxBytes = 2 ** 31 }: { readonly name?: string; readonly maxBytes?: number } = {},
): Promise<IdxArray> {
  const limitOf = (head: Uint8Array): number | undefined => {
    const header = parseHeader(head, name);
    return header && checkedHeader(head, name, maxBytes).total;
  };
  const bytes = isGzip(file) ? await gunzip(file, { name, limitOf }) : file;
  const { dtype, bytes: width, shape, total, start } = checkedHeader(bytes, name, maxBytes);
  if (bytes.length !== total) {
    const what = bytes.length < total ? 'truncated IDX file' : 'IDX file with bytes left over';
    throw new DataError(
      `${name}: ${what}: ${bytes.length} bytes, its shape ${shape.join('x')} of ${dtype} needs ${total}`,
      {
        name,
        shape,
        expected: total,
        received: bytes.length,
      },
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { dtype, shape, data: READERS[dtype](view, (total - start) / width, start) };
}

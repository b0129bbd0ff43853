import { DataError } from '@cv/tensor/errors';

/** A NumPy array of one or two dimensions. */
export interface NpyArray {
  readonly rows: number;
  readonly columns: number;
  /** Row after row. */
  readonly values: Float64Array;
}

type Reader = (view: DataView, at: number) => number;

const READERS: Readonly<Record<string, { readonly size: number; readonly read: Reader }>> = {
  '<f4': { size: 4, read: (view, at) => view.getFloat32(at, true) },
  '<f8': { size: 8, read: (view, at) => view.getFloat64(at, true) },
  '<i2': { size: 2, read: (view, at) => view.getInt16(at, true) },
  '<i4': { size: 4, read: (view, at) => view.getInt32(at, true) },
  '<i8': { size: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
  '<u2': { size: 2, read: (view, at) => view.getUint16(at, true) },
  '<u4': { size: 4, read: (view, at) => view.getUint32(at, true) },
  '<u8': { size: 8, read: (view, at) => Number(view.getBigUint64(at, true)) },
  '|i1': { size: 1, read: (view, at) => view.getInt8(at) },
  '|u1': { size: 1, read: (view, at) => view.getUint8(at) },
  '|b1': { size: 1, read: (view, at) => view.getUint8(at) },
};

/**
 * Decodes a `.npy` file.
 *
 * @throws DataError for what is no such file, is cut short, has other numbers than the usual ones, or more than two dimensions
 * @source NumPy, "A simple file format for NumPy arrays" (NEP 1), versions 1 to 3
 */
export function decodeNpy(file: string, bytes: Uint8Array): NpyArray {
  const fail = (what: string): DataError => new DataError(`${file}: ${what}`, { path: file });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || String.fromCharCode(...bytes.subarray(1, 6)) !== 'NUMPY' || bytes[0] !== 0x93) {
    throw fail('no NumPy array; expected a .npy file');
  }
  const isLong = bytes[6]! > 1;
  const start = isLong ? 12 : 10;
  const end = start + (isLong ? view.getUint32(8, true) : view.getUint16(8, true));
  const header = new TextDecoder().decode(bytes.subarray(start, end));
  const type = /'descr':\s*'([^']*)'/.exec(header)?.[1] ?? 'records';
  const shape = /'shape':\s*\(([\d, ]*)\)/.exec(header)?.[1]?.match(/\d+/g)?.map(Number) ?? [];
  const isColumnMajor = /'fortran_order':\s*True/.test(header);
  const reader = READERS[type];
  if (reader === undefined) throw fail(`numbers of type ${type}; expected ${Object.keys(READERS).join(', ')}`);
  if (shape.length < 1 || shape.length > 2) throw fail(`shape (${shape.join(', ')}); expected one or two dimensions`);
  const [rows, columns] = [shape[0]!, shape[1] ?? 1];
  if (end + rows * columns * reader.size > bytes.length) throw fail('cut short: fewer numbers than its header says');
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < values.length; i++) {
    const place = isColumnMajor ? (i % columns) * rows + Math.floor(i / columns) : i;
    values[i] = reader.read(view, end + place * reader.size);
  }
  return { rows, columns, values };
}

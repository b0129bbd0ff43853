/** A .npy file. */
export function npy(values: Float32Array | Float64Array | BigInt64Array, shape: string): Uint8Array {
  const type = values instanceof Float32Array ? '<f4' : values instanceof Float64Array ? '<f8' : '<i8';
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape}), }`.padEnd(117);
  const header = Buffer.concat([Buffer.from([0x93]), Buffer.from('NUMPY\x01\x00v\x00'), Buffer.from(`${text}\n`)]);
  return Buffer.concat([header, Buffer.from(values.buffer)]);
}

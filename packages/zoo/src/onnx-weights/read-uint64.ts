import type { Reader } from 'protobufjs/minimal.js';

/** Reads a varint of 64 bits without a sign. */
export function readUint64(reader: Reader): bigint {
  const value = reader.uint64() as number | { readonly low: number; readonly high: number }; // a number where `long` is missing
  if (typeof value === 'number') return BigInt(value);
  return (BigInt(value.high >>> 0) << 32n) | BigInt(value.low >>> 0);
}

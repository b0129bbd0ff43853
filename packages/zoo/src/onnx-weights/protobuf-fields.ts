import { WeightsError } from '@cv/tensor/errors';
import protobuf from 'protobufjs/minimal.js';
import { type Reading, range } from '../files/reading.ts';
import { readUint64 } from './read-uint64.ts';

/** How a field is stored. */
export const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/** A tag and a number take no more. */
const HEAD_BYTES = 16;

/** A field of a message. */
export interface ProtobufField {
  readonly number: number;
  readonly wire: number;
  /** Where its content lies in the file. */
  readonly begin: number;
  readonly end: number;
  /** Of a varint: its value, without a sign. */
  readonly value: number;
}

/**
 * Goes through the fields of a message that lies from `begin` to `end` and reads no content but numbers. Nothing is nested here: who
 * looks into a field that is a message goes through that by itself.
 * @throws WeightsError when a field does not lie in the message, or is stored in a way that ONNX does not use.
 */
export function* walkFields(begin: number, end: number, visit: (field: ProtobufField) => Reading<void>): Reading<void> {
  for (let at = begin; at < end; ) {
    const field = fieldAt(at, yield* range(at, Math.min(at + HEAD_BYTES, end)));
    if (!(field.end <= end)) throw onnxError(`a field at byte ${at} ends behind its message; the file is cut off`);
    yield* visit(field);
    at = field.end;
  }
}

function fieldAt(at: number, head: Uint8Array): ProtobufField {
  const reader = protobuf.Reader.create(head);
  try {
    const tag = reader.uint32();
    const [number, wire] = [tag >>> 3, tag & 7];
    const value = wire === WIRE.varint || wire === WIRE.bytes ? Number(readUint64(reader)) : 0;
    const lengths: Readonly<Record<number, number>> = { [WIRE.varint]: 0, [WIRE.fixed64]: 8, [WIRE.fixed32]: 4 };
    const length = wire === WIRE.bytes ? value : lengths[wire];
    if (number === 0 || length === undefined) throw onnxError(`there is no field ${number} of wire type ${wire}`);
    return { number, wire, value, begin: at + reader.pos, end: at + reader.pos + length };
  } catch (cause) {
    if (cause instanceof WeightsError) throw cause;
    throw onnxError(`byte ${at} begins no field; the file is damaged or cut off`, {}, cause);
  }
}

/** The text of a field. */
export function* readText({ begin, end }: ProtobufField): Reading<string> {
  if (end - begin > 65_536) throw onnxError(`a name at byte ${begin} has ${end - begin} bytes`);
  const bytes = yield* range(begin, end);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw onnxError(`a name at byte ${begin} is not UTF-8`, {}, cause);
  }
}

/** What is wrong with an ONNX file. */
export function onnxError(
  reason: string,
  fields: Readonly<Record<string, unknown>> = {},
  cause?: unknown,
): WeightsError {
  return new WeightsError(`ONNX file: ${reason}`, fields, cause === undefined ? undefined : { cause });
}

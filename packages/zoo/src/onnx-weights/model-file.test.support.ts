import protobuf, { type Writer } from 'protobufjs/minimal.js';

const tag = (field: number, wire: number): number => (field << 3) | wire;

/** Fields of a message, one after the other. */
export function message(...fields: readonly ((writer: Writer) => Writer)[]): Uint8Array {
  return new Uint8Array(fields.reduce((writer, put) => put(writer), protobuf.Writer.create()).finish());
}

/** A field of bytes: a message, a text, packed values. */
export const bytesField =
  (field: number, content: Uint8Array | string) =>
  (writer: Writer): Writer =>
    typeof content === 'string'
      ? writer.uint32(tag(field, 2)).string(content)
      : writer.uint32(tag(field, 2)).bytes(content);

/** A field of a whole number. */
export const numberField =
  (field: number, value: number) =>
  (writer: Writer): Writer =>
    writer.uint32(tag(field, 0)).int64(value);

/** A field of one 32-bit float that is not packed. */
export const floatField =
  (field: number, value: number) =>
  (writer: Writer): Writer =>
    writer.uint32(tag(field, 5)).float(value);

/** A field that claims so many bytes and has none. */
export const claimField =
  (field: number, bytes: number) =>
  (writer: Writer): Writer =>
    writer.uint32(tag(field, 2)).uint64(bytes);

/** A model whose graph has these initialisers, each a `TensorProto`. */
export function modelFile(...tensors: readonly Uint8Array[]): Uint8Array {
  const graph = message(...tensors.map((tensor) => bytesField(5, tensor)));
  return message(numberField(1, 8), bytesField(7, graph));
}

/** What may be bent in a tensor of two floats. */
export interface TensorBend {
  readonly name?: string;
  readonly dims?: readonly number[];
  readonly type?: number;
  readonly raw?: Uint8Array;
  readonly more?: readonly ((writer: Writer) => Writer)[];
}

/** A `TensorProto`. */
export function tensorMessage({ name = 'x', dims = [2], type = 1, raw, more = [] }: TensorBend): Uint8Array {
  const values = raw === undefined ? [] : [bytesField(9, raw)];
  return message(
    ...dims.map((length) => numberField(1, length)),
    numberField(2, type),
    bytesField(8, name),
    ...values,
    ...more,
  );
}

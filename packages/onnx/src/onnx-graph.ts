/** Element types that the graphs of this package use, by their ONNX name. */
export type ElementType = 'float32' | 'int32' | 'int64' | 'bool' | 'float16' | 'uint8';

/** `TensorProto.DataType` of each element type. */
export const ELEMENT_TYPE_CODE: Record<ElementType, number> = {
  float32: 1,
  uint8: 2,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
};

/** A node attribute: a number is an INT, an array of numbers INTS; floats are marked, since 1 and 1.0 are the same number here. */
export type AttributeValue = number | readonly number[] | string | { readonly float: number };

/** One operation of an ONNX graph; an empty input name is an omitted optional input. */
export interface GraphNode {
  readonly op: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** For people and tools; unique where given. */
  readonly name?: string;
}

/** A constant of the graph: raw little-endian bytes. */
export interface Initializer {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** Name, element type and shape of a graph input or output; a string is a symbolic dimension. */
export interface GraphValue {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly (number | string)[];
}

/** A complete ONNX graph, ready to be encoded by {@link encodeModel}. */
export interface OnnxGraph {
  readonly nodes: readonly GraphNode[];
  readonly initializers: readonly Initializer[];
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
}

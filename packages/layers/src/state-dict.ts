/** How a tensor is stored. `float16` and `bfloat16` carry their values as float32, `bool` as 0 and 1. */
export type StateDType =
  | 'float64'
  | 'float32'
  | 'float16'
  | 'bfloat16'
  | 'int64'
  | 'int32'
  | 'int16'
  | 'int8'
  | 'uint8'
  | 'bool';

/** The array that carries values of the stored types. */
export type StateArray = Float64Array | Float32Array | BigInt64Array | Int32Array | Int16Array | Int8Array | Uint8Array;

/** A tensor as plain data: row-major values in the layout that PyTorch uses. */
export interface StateTensor {
  readonly dtype: StateDType;
  /** PyTorch's shape: convolutions `[out, in / groups, kh, kw]`, linear `[out, in]`. */
  readonly shape: readonly number[];
  readonly data: StateArray;
}

/** Named tensors in PyTorch's names and layout, as in a `state_dict`. */
export type StateDict = Readonly<Record<string, StateTensor>>;

/** What is known of a stored tensor before its values are read. */
export type StateEntry = Omit<StateTensor, 'data'>;

/** Stored tensors that are read one by one, such as those of a file. */
export interface StateSource {
  /** By name, in the order in which they are best read. */
  readonly entries: ReadonlyMap<string, StateEntry>;
  /** Reads the values of an entry. */
  tensor(name: string): Promise<StateTensor>;
}

/** A key whose stored shape is not the expected one. */
export interface ShapeDifference {
  readonly name: string;
  readonly expected: readonly number[];
  readonly received: readonly number[];
}

/** What {@link Module.loadStateDict} did. */
export interface LoadReport {
  /** Keys of the model that the state dict has not. */
  readonly missing: readonly string[];
  /** Keys of the state dict that the model has not. */
  readonly unexpected: readonly string[];
  /** Keys that were loaded although axes of length 1 differ (a linear layer stored as a 1x1 convolution). */
  readonly reshaped: readonly ShapeDifference[];
  /** Keys that were left alone because their shape does not fit; never there when `strict`. */
  readonly mismatched: readonly ShapeDifference[];
}

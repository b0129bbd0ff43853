import type { StateDType } from '@cv/layers';

/** A type of a safetensors file. */
export interface StoredType {
  /** Its name in the file. */
  readonly name: string;
  readonly bytes: number;
  /** Place in the reference implementation's order of types; files store high ranks first, so that all is aligned. */
  readonly rank: number;
}

/** The types that are read and written. */
export const storedTypes: Readonly<Record<StateDType, StoredType>> = {
  bool: { name: 'BOOL', bytes: 1, rank: 0 },
  uint8: { name: 'U8', bytes: 1, rank: 1 },
  int8: { name: 'I8', bytes: 1, rank: 2 },
  int16: { name: 'I16', bytes: 2, rank: 3 },
  float16: { name: 'F16', bytes: 2, rank: 4 },
  bfloat16: { name: 'BF16', bytes: 2, rank: 5 },
  int32: { name: 'I32', bytes: 4, rank: 6 },
  float32: { name: 'F32', bytes: 4, rank: 7 },
  float64: { name: 'F64', bytes: 8, rank: 8 },
  int64: { name: 'I64', bytes: 8, rank: 9 },
};

/** Our name of a type in a file. */
export const dtypeOfStored: ReadonlyMap<string, StateDType> = new Map(
  (Object.keys(storedTypes) as StateDType[]).map((dtype) => [storedTypes[dtype].name, dtype]),
);

import type { StateDType } from '@cv/layers';
import { WeightsError } from '@cv/tensor/errors';
import { shorten } from '../files/shorten.ts';
import type { PickleGlobal, PickleWorld, Unpickler } from './unpickler.ts';

/** A storage that a pickle refers to; its bytes lie elsewhere in the file. */
export class StorageReference {
  readonly dtype: StateDType;
  readonly key: string;
  /** Number of values. */
  readonly count: number;

  constructor(dtype: StateDType, key: string, count: number) {
    this.dtype = dtype;
    this.key = key;
    this.count = count;
  }
}

/** A tensor as the pickle describes it, not checked yet. */
export class TensorReference {
  readonly storage: unknown;
  readonly offset: unknown;
  readonly size: unknown;
  readonly stride: unknown;

  constructor(storage: unknown, offset: unknown, size: unknown, stride: unknown) {
    this.storage = storage;
    this.offset = offset;
    this.size = size;
    this.stride = stride;
  }
}

const storageTypes: Readonly<Record<string, StateDType>> = {
  'torch.DoubleStorage': 'float64',
  'torch.FloatStorage': 'float32',
  'torch.HalfStorage': 'float16',
  'torch.BFloat16Storage': 'bfloat16',
  'torch.LongStorage': 'int64',
  'torch.IntStorage': 'int32',
  'torch.ShortStorage': 'int16',
  'torch.CharStorage': 'int8',
  'torch.ByteStorage': 'uint8',
  'torch.BoolStorage': 'bool',
};

function rebuildTensor([storage, offset, size, stride]: readonly unknown[]): TensorReference {
  return new TensorReference(storage, offset, size, stride);
}

function rebuildParameter([tensor]: readonly unknown[], machine: Unpickler): unknown {
  if (tensor instanceof TensorReference) return tensor;
  throw machine.fail('makes a parameter of what is no tensor');
}

function orderedDict([items = []]: readonly unknown[], machine: Unpickler): Map<unknown, unknown> {
  const pairs: readonly unknown[] = Array.isArray(items) ? items : [null];
  machine.copying(pairs.length);
  if (pairs.every((pair): pair is [unknown, unknown] => Array.isArray(pair) && pair.length === 2))
    return new Map(pairs);
  throw machine.fail('makes an OrderedDict of what are no pairs');
}

function size([lengths]: readonly unknown[], machine: Unpickler): unknown {
  if (Array.isArray(lengths)) return lengths;
  throw machine.fail('makes a torch.Size of what is no list');
}

const functions: Readonly<Record<string, NonNullable<PickleGlobal['call']>>> = {
  'collections.OrderedDict': orderedDict,
  'torch.Size': size,
  'torch._utils._rebuild_tensor': rebuildTensor,
  'torch._utils._rebuild_tensor_v2': rebuildTensor,
  'torch._utils._rebuild_parameter': rebuildParameter,
};

/** What the pickle of a state dict may name: tensors, parameters, storages of the types that we hold, and plain containers. */
export const torchWorld: PickleWorld = {
  global: (name) => {
    if (Object.hasOwn(storageTypes, name)) return { name };
    return Object.hasOwn(functions, name) ? { name, call: functions[name]! } : undefined;
  },
  persistent: (id) => {
    const [kind, type, key, , count, view] = Array.isArray(id) ? (id as readonly unknown[]) : [];
    if (kind !== 'storage' || typeof key !== 'string') throw fail('refers to something that is no storage');
    const name = typeof type === 'object' && type !== null && 'name' in type ? String(type.name) : '';
    const dtype = Object.hasOwn(storageTypes, name) ? storageTypes[name] : undefined;
    if (dtype === undefined) throw fail(`has the storage ${shorten(key)} without a type`);
    if (!Number.isSafeInteger(count) || (count as number) < 0)
      throw fail(`has the storage ${shorten(key)} without a length`);
    if (view !== undefined && view !== null) {
      throw fail(
        `has the storage ${shorten(key)}, a part of another as PyTorch 0.x wrote it; save it again with PyTorch 1.6 or later`,
      );
    }
    return new StorageReference(dtype, key, count as number);
  },
};

const fail = (what: string): WeightsError => new WeightsError(`PyTorch file: the pickle ${what}`);

import { WeightsError } from '@cv/tensor/errors';
import { storedTypes } from '../safetensors/stored-types.ts';
import { ByteCursor } from './byte-cursor.ts';
import { shorten } from './shorten.ts';
import { StorageReference, torchWorld } from './torch-world.ts';
import { Unpickler } from './unpickler.ts';

/** Stands at the start of a file of PyTorch before 1.6. */
const MAGIC = 0x1950a86a20f9469cfc6cn;
const VERSION = 1001;

/** What a file of PyTorch holds: an object, and the bytes of the storages that it refers to. */
export interface PyTorchFile {
  readonly root: unknown;
  readonly storage: (reference: StorageReference) => Uint8Array | undefined;
}

/**
 * Reads the format of PyTorch before 1.6, in which many of torchvision's files still are: five pickles (magic number, version,
 * facts of the machine, the object, keys of the storages), then the storages, each after its length.
 * @source `_legacy_load` in PyTorch's `torch/serialization.py`
 */
export function readLegacyFile(bytes: Uint8Array): PyTorchFile {
  const cursor = new ByteCursor(bytes);
  const references = new Map<string, StorageReference>();
  const world = {
    global: torchWorld.global,
    persistent: (id: unknown): unknown => {
      const reference = torchWorld.persistent(id);
      if (reference instanceof StorageReference && !references.has(reference.key))
        references.set(reference.key, reference);
      return reference;
    },
  };
  const load = (): unknown => new Unpickler(cursor, world).load();
  if (load() !== MAGIC) throw fail('it does not start as one of PyTorch; is it another pickle?');
  const version = load();
  if (version !== VERSION) throw fail(`it has version ${String(version)}, expected ${VERSION}`);
  const facts = load();
  if (facts instanceof Map && facts.get('little_endian') === false)
    throw fail('it was written on a big-endian machine');
  const root = load();
  const keys = load();
  if (!Array.isArray(keys)) throw fail('it has no list of storages');
  const storages = new Map<string, Uint8Array>();
  for (const key of keys as readonly unknown[]) {
    const reference = typeof key === 'string' ? references.get(key) : undefined;
    if (reference === undefined) throw fail(`it holds the storage ${shorten(String(key))}, to which nothing refers`);
    const count = cursor.uint64();
    if (count !== reference.count)
      throw fail(`the storage ${shorten(reference.key)} has ${count} values, expected ${reference.count}`);
    storages.set(reference.key, cursor.take(count * storedTypes[reference.dtype].bytes));
  }
  return { root, storage: ({ key }) => storages.get(key) };
}

const fail = (what: string): WeightsError => new WeightsError(`decodePyTorch: this file cannot be read: ${what}`);

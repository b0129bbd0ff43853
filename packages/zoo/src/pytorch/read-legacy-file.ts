import { WeightsError } from '@cv/tensor/errors';
import { type Reading, range } from '../files/reading.ts';
import { shorten } from '../files/shorten.ts';
import { storedTypes } from '../safetensors/stored-types.ts';
import { ByteCursor } from './byte-cursor.ts';
import { MOST_PICKLE_BYTES, type PyTorchFile, type StoragePlace } from './pytorch-file.ts';
import { StorageReference, torchWorld } from './torch-world.ts';
import { Unpickler } from './unpickler.ts';

/** Stands at the start of a file of PyTorch before 1.6. */
const MAGIC = 0x1950a86a20f9469cfc6cn;
const VERSION = 1001;
/** How much is read at first: the pickles of most models. */
const FIRST_BYTES = 2 ** 20;
/** A storage stands after its number of values. */
const COUNT_BYTES = 8;

/** What the pickles at the start of a file say. */
interface Pickles {
  readonly root: unknown;
  /** In the order in which they lie in the file. */
  readonly references: readonly StorageReference[];
  /** Where the pickles end. */
  readonly end: number;
}

/**
 * Reads the format of PyTorch before 1.6, in which many of torchvision's files still are: five pickles (magic number, version,
 * facts of the machine, the object, keys of the storages), then the storages, each after its length.
 * @source `_legacy_load` in PyTorch's `torch/serialization.py`
 */
export function* readLegacyFile(size: number): Reading<PyTorchFile> {
  const { root, references, end } = yield* readPickles(size);
  const places = new Map<string, StoragePlace>();
  let at = end;
  for (const { key, count, dtype } of references) {
    const bytes = count * storedTypes[dtype].bytes;
    places.set(key, { bytes, begin: beginOf(key, count, at), check: () => {} });
    at += COUNT_BYTES + bytes;
    if (!(at <= size)) throw fail(`it ends at byte ${size}, in the storage ${shorten(key)}; the file is cut off`);
  }
  return { root, storage: ({ key }) => places.get(key) };
}

/** Their length stands nowhere: reads more until they are whole. */
function* readPickles(size: number): Reading<Pickles> {
  for (let length = Math.min(size, FIRST_BYTES); ; length = Math.min(size, 4 * length)) {
    const bytes = yield* range(0, length);
    try {
      return loadPickles(bytes);
    } catch (error) {
      const more = error instanceof WeightsError && error.fields.cutOff === true && length < size;
      if (!more || length >= MOST_PICKLE_BYTES) throw error;
    }
  }
}

function loadPickles(bytes: Uint8Array): Pickles {
  const cursor = new ByteCursor(bytes);
  const known = new Map<string, StorageReference>();
  const world = {
    global: torchWorld.global,
    persistent: (id: unknown): unknown => {
      const reference = torchWorld.persistent(id);
      if (reference instanceof StorageReference && !known.has(reference.key)) known.set(reference.key, reference);
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
  const references = (keys as readonly unknown[]).map((key) => {
    const reference = typeof key === 'string' ? known.get(key) : undefined;
    if (reference !== undefined) return reference;
    throw fail(`it holds the storage ${shorten(String(key))}, to which nothing refers`);
  });
  return { root, references, end: cursor.at };
}

/** Checks the number of values before a storage. */
function beginOf(key: string, count: number, at: number): () => Reading<number> {
  return function* begin() {
    const stored = new ByteCursor(yield* range(at, at + COUNT_BYTES)).uint64();
    if (stored !== count) throw fail(`the storage ${shorten(key)} has ${stored} values, expected ${count}`);
    return at + COUNT_BYTES;
  };
}

const fail = (what: string): WeightsError => new WeightsError(`PyTorch file: this file cannot be read: ${what}`);

import type { Reading } from '../files/reading.ts';
import type { StorageReference } from './torch-world.ts';

/** Where the values of a storage lie in a file. */
export interface StoragePlace {
  /** Number of bytes. */
  readonly bytes: number;
  /** The first byte; what stands before it is checked. */
  readonly begin: () => Reading<number>;
  /** Holds all of the bytes against a checksum, where there is one. */
  readonly check: (bytes: Uint8Array) => void;
}

/** What a file of PyTorch holds: an object, and the places of the storages that it refers to. */
export interface PyTorchFile {
  readonly root: unknown;
  readonly storage: (reference: StorageReference) => StoragePlace | undefined;
}

/** Largest pickle in bytes that is read of a file: a tensor takes about 100. */
export const MOST_PICKLE_BYTES: number = 128 * 2 ** 20;

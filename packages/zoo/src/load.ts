import { OptionError, WeightsError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import type { Classifier } from './classifier.ts';
import { type ModelEntry, models } from './models.ts';
import { decodeSafetensors } from './safetensors/decode-safetensors.ts';
import type { WeightsEntry } from './weights-entry.ts';

/** Options of {@link load}. */
export interface LoadOptions {
  /** Tag of the weights in the catalogue. */
  weights: string;
  /** Reads a file; the backend that the program opened has one. */
  readBytes: (url: URL) => Promise<Uint8Array>;
}

/**
 * Builds a model and loads its trained weights.
 * @param id a key of {@link models}.
 * @throws OptionError for an unknown model or tag; WeightsError when the file is not the one of the catalogue (size,
 * SHA-256), damaged, or of another model.
 * @example
 * ```ts
 * import { readBytes } from '@cv/backend-node';
 * const model = await load('lenet5', { weights: 'mnist', readBytes });
 * ```
 */
export async function load(id: string, { weights, readBytes }: LoadOptions): Promise<Classifier> {
  const entry = find<ModelEntry>(models, id, 'model');
  const source = find(entry.weights, weights, `weights of ${id}`);
  const bytes = await readBytes(source.url);
  await requireIdentity(bytes, source, `${id}.${weights}`);
  const { tensors } = decodeSafetensors(bytes);
  const model = await entry.create({ rng: new Rng(0) }); // every value is replaced below
  try {
    model.loadStateDict(tensors);
    return model;
  } catch (error) {
    model.dispose();
    throw error;
  }
}

function find<T>(choices: Readonly<Record<string, T>>, key: string, what: string): T {
  const found = Object.hasOwn(choices, key) ? choices[key] : undefined;
  if (found !== undefined) return found;
  const known = Object.keys(choices);
  throw new OptionError(
    `load: there are no ${what} named '${key}'; ${known.length === 0 ? 'none are packaged' : `choose from ${known.join(', ')}`}`,
    { received: key, known },
  );
}

async function requireIdentity(bytes: Uint8Array, { url, sha256, bytes: size }: WeightsEntry, name: string) {
  if (bytes.length !== size) {
    throw new WeightsError(`load: ${name} has ${bytes.length} bytes, expected ${size}; fetch ${url.href} again`, {
      expected: size,
      received: bytes.length,
    });
  }
  // A copy, since a digest takes no view of shared memory.
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
  const received = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (received === sha256) return;
  throw new WeightsError(`load: ${name} has SHA-256 ${received}, expected ${sha256}; fetch ${url.href} again`, {
    expected: sha256,
    received,
  });
}

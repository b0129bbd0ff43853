import { WeightsError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import type { Classifier } from './classifier.ts';
import type { ModelEntry } from './model-entry.ts';
import { decodeSafetensors } from './safetensors/decode-safetensors.ts';
import type { WeightsEntry } from './weights-entry.ts';

/** Options of {@link loadWeights}. */
export interface LoadWeightsOptions {
  /**
   * Reads a file; the backend that the program opened has one. It is told what the file must be, so that a cache knows whether
   * it has it.
   */
  readBytes: (url: URL, expected: Pick<WeightsEntry, 'sha256' | 'bytes'>) => Promise<Uint8Array>;
}

/**
 * Builds a model and loads weights that are described by an entry of the catalogue, or one like it.
 * @throws WeightsError when the file has another size or SHA-256, is damaged, or of another model; whatever `readBytes` throws.
 * @example
 * ```ts
 * const model = await loadWeights(models.lenet5, models.lenet5.weights.mnist, { readBytes });
 * ```
 */
export async function loadWeights(
  entry: ModelEntry,
  source: WeightsEntry,
  { readBytes }: LoadWeightsOptions,
): Promise<Classifier> {
  const bytes = await readBytes(source.url, { sha256: source.sha256, bytes: source.bytes });
  await requireIdentity(bytes, source);
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

async function requireIdentity(bytes: Uint8Array, { url, sha256, bytes: size }: WeightsEntry): Promise<void> {
  if (bytes.length !== size) {
    throw new WeightsError(`loadWeights: ${url.href} has ${bytes.length} bytes, expected ${size}; fetch it again`, {
      expected: size,
      received: bytes.length,
    });
  }
  // A copy, since a digest takes no view of shared memory.
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
  const received = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (received === sha256) return;
  throw new WeightsError(`loadWeights: ${url.href} has SHA-256 ${received}, expected ${sha256}; fetch it again`, {
    expected: sha256,
    received,
  });
}

import type { StateDict } from '@cv/layers';
import { activeDevice, type Device } from '@cv/tensor';
import { OptionError, WeightsError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import type { Classifier } from './classifier.ts';
import type { ModelEntry } from './model-entry.ts';
import { decodePyTorch, isPyTorchFile } from './pytorch/decode-pytorch.ts';
import { decodeSafetensors } from './safetensors/decode-safetensors.ts';
import { sha256Of } from './sha256-of.ts';
import type { WeightsEntry } from './weights-entry.ts';

/** Options of {@link loadWeights}. */
export interface LoadWeightsOptions {
  /**
   * Reads a file, of the package or of the network; that of the device without it, `download` of the backend that opened it. It is told
   * what the file must be, so that a cache knows whether it has it.
   */
  readBytes?: NonNullable<Device['readBytes']>;
}

/**
 * Builds a model and loads weights that are described by an entry of the catalogue, or one like it: safetensors or PyTorch's file.
 * @throws OptionError without `readBytes` and a device that has one; WeightsError when the file has another size or SHA-256, is damaged, or of another model; whatever `readBytes` throws.
 * @example
 * ```ts
 * const model = await loadWeights(models.lenet5, models.lenet5.weights.mnist);
 * ```
 */
export async function loadWeights(
  entry: ModelEntry,
  source: WeightsEntry,
  { readBytes = activeDevice()?.readBytes }: LoadWeightsOptions = {},
): Promise<Classifier> {
  if (readBytes === undefined) {
    throw new OptionError(
      'loadWeights: nothing here reads files; open a device of a backend first, or give readBytes',
      {},
    );
  }
  const { sha256, sha256Prefix, bytes: size } = source;
  const bytes = await readBytes(source.url, {
    ...(sha256 !== null && { sha256 }),
    ...(sha256Prefix !== undefined && { sha256Prefix }),
    ...(size !== null && { bytes: size }),
  });
  await requireIdentity(bytes, source);
  const tensors = decode(bytes);
  const model = await entry.create({ rng: new Rng(0) }); // every value is replaced below
  try {
    model.loadStateDict(tensors);
    return model;
  } catch (error) {
    model.dispose();
    throw error;
  }
}

function decode(bytes: Uint8Array): StateDict {
  return isPyTorchFile(bytes) ? decodePyTorch(bytes) : decodeSafetensors(bytes).tensors;
}

async function requireIdentity(
  bytes: Uint8Array,
  { url, sha256, sha256Prefix, bytes: size }: WeightsEntry,
): Promise<void> {
  if (size !== null && bytes.length !== size) {
    throw new WeightsError(`loadWeights: ${url.href} has ${bytes.length} bytes, expected ${size}; fetch it again`, {
      expected: size,
      received: bytes.length,
    });
  }
  const expected = sha256 ?? sha256Prefix;
  if (expected === undefined) return; // of the hub: the reader that speaks to it has checked what it told
  const received = await sha256Of(bytes);
  if (received.startsWith(expected)) return;
  throw new WeightsError(`loadWeights: ${url.href} has SHA-256 ${received}, expected ${expected}; fetch it again`, {
    expected,
    received,
  });
}

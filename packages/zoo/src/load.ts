import { OptionError } from '@cv/tensor/errors';
import { hubUrl } from './catalogue/published-weights.ts';
import type { Classifier } from './classifier.ts';
import { findWeights } from './find-weights.ts';
import { type LoadWeightsOptions, loadWeights } from './load-weights.ts';
import type { WeightsEntry } from './weights-entry.ts';

/** Options of {@link load}. */
export interface LoadOptions extends LoadWeightsOptions {
  /** Tag of the weights in the catalogue, or its alias; the first without it. */
  weights?: string;
  /** Of weights on the hub: a commit, a tag or a branch instead of the catalogue's. */
  revision?: string;
}

/**
 * Builds a model of the catalogue and loads its trained weights. What pictures they want is told by {@link findWeights}.
 * @param id a key of {@link models}, or an alias; also with the tag of the weights, `resnet50.a1_in1k`.
 * @throws OptionError for an unknown model or tag, without a reader, or for a revision of weights that are not on the hub; WeightsError when the file
 * is not the one of the catalogue (size, SHA-256), damaged, or of another model; whatever `readBytes` throws.
 * @example
 * ```ts
 * import { openDevice } from '@cv/backend-node';
 * await openDevice();
 * const model = await load('resnet50', { weights: 'tv_in1k' });
 * ```
 */
export async function load(id: string, { weights: tag, revision, ...reader }: LoadOptions = {}): Promise<Classifier> {
  const { entry, weights } = findWeights(id, tag);
  return loadWeights(entry, revision === undefined ? weights : atRevision(weights, revision), reader);
}

function atRevision(weights: WeightsEntry, revision: string): WeightsEntry {
  if (weights.hub === undefined) {
    throw new OptionError(`load: ${weights.url.href} is no file of the hub; leave out revision`, { revision });
  }
  const hub = { ...weights.hub, revision };
  return { ...weights, hub, url: new URL(hubUrl(hub)) };
}

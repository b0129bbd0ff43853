import { OptionError } from '@cv/tensor/errors';
import type { Classifier } from './classifier.ts';
import { type LoadWeightsOptions, loadWeights } from './load-weights.ts';
import type { ModelEntry } from './model-entry.ts';
import { models } from './models.ts';

/** Options of {@link load}. */
export interface LoadOptions extends LoadWeightsOptions {
  /** Tag of the weights in the catalogue. */
  weights: string;
}

/**
 * Builds a model of the catalogue and loads its trained weights.
 * @param id a key of {@link models}, or an alias.
 * @throws OptionError for an unknown model or tag; WeightsError when the file is not the one of the catalogue (size,
 * SHA-256), damaged, or of another model; whatever `readBytes` throws.
 * @example
 * ```ts
 * import { readBytes } from '@cv/backend-node';
 * const model = await load('lenet5', { weights: 'mnist', readBytes });
 * ```
 */
export async function load(id: string, { weights, readBytes }: LoadOptions): Promise<Classifier> {
  const named = Object.values(models).flatMap((entry) => [entry.id, ...entry.aliases].map((name) => [name, entry]));
  const entry = choose<ModelEntry>(Object.fromEntries(named), id, `there is no model '${id}'`);
  const source = choose(entry.weights, weights, `${id} has no weights '${weights}'`);
  return loadWeights(entry, source, { readBytes });
}

function choose<T>(choices: Readonly<Record<string, T>>, key: string, problem: string): T {
  const known = Object.keys(choices);
  const found = Object.hasOwn(choices, key) ? choices[key] : undefined;
  if (found !== undefined) return found;
  const next = known.length === 0 ? 'none are packaged' : `choose from ${known.join(', ')}`;
  throw new OptionError(`load: ${problem}; ${next}`, { received: key, known });
}

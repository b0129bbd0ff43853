import { OptionError } from '@cv/tensor/errors';
import type { ModelEntry } from './model-entry.ts';
import { models } from './models.ts';
import type { WeightsEntry } from './weights-entry.ts';

/** A model of the catalogue and one of its weights. */
export interface FoundWeights {
  /** With the preprocessing of the weights. */
  readonly entry: ModelEntry;
  readonly tag: string;
  readonly weights: WeightsEntry;
}

/**
 * The entry of a model of the catalogue.
 * @param name its id or an alias.
 * @throws OptionError with the ids that there are.
 * @example
 * ```ts
 * const { id, macs } = findModel('vit_base_patch16_224'); // vit_b_16
 * ```
 */
export function findModel(name: string): ModelEntry {
  const entries = Object.values<ModelEntry>(models);
  const found = entries.find(({ id, aliases }) => id === name || aliases.includes(name));
  if (found !== undefined) return found;
  const known = entries.map(({ id }) => id);
  throw new OptionError(`load: there is no model '${name}'; choose from ${known.join(', ')}`, {
    received: name,
    known,
  });
}

/**
 * Weights of the catalogue, with the entry of their model as it is with them: `classify(model, pictures, found.entry)`.
 * @param name id or alias of a model, also with the tag as timm writes it: `resnet50.a1_in1k`.
 * @param tag one of `entry.weights`, or its alias (`IMAGENET1K_V2`); the first without it, or for `DEFAULT`.
 * @throws OptionError for an unknown model or tag, with what there is.
 * @example
 * ```ts
 * const { entry, weights } = findWeights('resnet50', 'tv2_in1k');
 * console.log(entry.preprocessing.resize, weights.published?.top1); // 232, 0.80858
 * ```
 */
export function findWeights(name: string, tag?: string): FoundWeights {
  const dot = name.indexOf('.');
  const [model, written] = dot < 0 ? [name, undefined] : [name.slice(0, dot), name.slice(dot + 1)];
  const entry = findModel(model);
  if (written !== undefined && tag !== undefined && written !== tag) {
    throw new OptionError(`load: '${name}' names other weights than '${tag}'; give one of them`, { name, tag });
  }
  const asked = tag ?? written ?? 'DEFAULT';
  const all = Object.entries(entry.weights);
  const found =
    asked === 'DEFAULT' ? all[0] : all.find(([key, { aliases }]) => key === asked || aliases.includes(asked));
  if (found === undefined) {
    const known = all.map(([key]) => key);
    const problem =
      known.length === 0
        ? `the catalogue has no weights of ${model}; load a file of your own`
        : `${model} has no weights '${asked}'; choose from ${known.join(', ')}`;
    throw new OptionError(`load: ${problem}`, { received: asked, known });
  }
  const [key, weights] = found;
  const { preprocessing = entry.preprocessing } = weights;
  return { entry: { ...entry, preprocessing }, tag: key, weights };
}

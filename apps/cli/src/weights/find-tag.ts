import { OptionError } from '@cv/tensor/errors';
import { type FoundWeights, findWeights } from '@cv/zoo';

/**
 * The weights of the catalogue that `--weights` names, by their tag or as timm does with the model before it; undefined when it is
 * neither, and so a file.
 *
 * @param model as `--model` says
 * @throws OptionError when the weights named are those of another model
 */
export function findTag(weights: string, model: string | undefined): FoundWeights | undefined {
  const own = attempt(model ?? 'lenet5', weights);
  if (own !== undefined || !weights.includes('.')) return own;
  const named = attempt(weights);
  if (named === undefined || model === undefined || attempt(model)?.entry.id === named.entry.id) return named;
  throw new OptionError(`${weights} are weights of ${named.entry.id}, not of ${model}`, { model, weights });
}

function attempt(model: string, tag?: string): FoundWeights | undefined {
  try {
    return findWeights(model, tag);
  } catch (error) {
    if (error instanceof OptionError) return undefined;
    throw error;
  }
}

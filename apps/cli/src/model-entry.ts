import { OptionError } from '@cv/tensor/errors';
import { type ModelEntry, models } from '@cv/zoo';

/**
 * The catalogue's entry of a model that was asked for by name, or by another name of it.
 *
 * @throws OptionError with the names there are
 */
export function modelEntry(id: string): ModelEntry {
  const entry = Object.values<ModelEntry>(models).find((one) => one.id === id || one.aliases.includes(id));
  if (entry !== undefined) return entry;
  throw new OptionError(`there is no model '${id}'; choose from ${Object.keys(models).join(', ')}`, { received: id });
}

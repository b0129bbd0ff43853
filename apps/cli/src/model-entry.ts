import { OptionError } from '@cv/tensor/errors';
import { type ModelEntry, models } from '@cv/zoo';

/**
 * The catalogue's entry of a model that was asked for by name.
 *
 * @throws OptionError with the names there are
 */
export function modelEntry(id: string): ModelEntry {
  const known: Readonly<Record<string, ModelEntry>> = models;
  const entry = Object.hasOwn(known, id) ? known[id] : undefined;
  if (entry !== undefined) return entry;
  throw new OptionError(`there is no model '${id}'; choose from ${Object.keys(known).join(', ')}`, { received: id });
}

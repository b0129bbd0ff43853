import { OptionError } from '@cv/tensor/errors';
import { findModel, type ModelEntry, models } from '@cv/zoo';
import { isPattern, modelPattern } from './model-pattern.ts';

/**
 * The models that names and patterns stand for, in the order of the catalogue; all without any.
 *
 * @param names ids, aliases, or patterns of ids and aliases: `*` stands for anything, `?` for one character
 * @throws OptionError for a name that no model has, or a pattern that none fits
 */
export function chooseModels(names: readonly string[]): ModelEntry[] {
  const all = Object.values<ModelEntry>(models);
  if (names.length === 0) return all;
  const chosen = new Set(names.flatMap((name) => (isPattern(name) ? fitting(name, all) : [findModel(name)])));
  return all.filter((entry) => chosen.has(entry));
}

function fitting(pattern: string, all: readonly ModelEntry[]): ModelEntry[] {
  const expression = modelPattern(pattern);
  const found = all.filter(({ id, aliases }) => [id, ...aliases].some((name) => expression.test(name)));
  if (found.length > 0) return found;
  throw new OptionError(`no model fits '${pattern}'; cv models lists them`, { pattern });
}

import { OptionError } from '@cv/tensor/errors';

const SHOWN = 6;

/**
 * The index of a class that is named by its label, in whatever case, or by its index.
 *
 * @throws OptionError with labels that hold the name, or the number of classes
 */
export function chooseClass(given: string, labels: readonly string[]): number {
  const name = given.trim().toLowerCase();
  const byLabel = labels.findIndex((label) => label.toLowerCase() === name);
  if (byLabel >= 0) return byLabel;
  if (/^\d+$/.test(name) && Number(name) < labels.length) return Number(name);
  const near = name === '' ? [] : labels.filter((label) => label.toLowerCase().includes(name));
  const shown = near.slice(0, SHOWN).map((label) => `'${label}'`);
  const next =
    near.length === 0
      ? `expected a label, or an index of 0 to ${labels.length - 1}`
      : `did you mean ${shown.join(', ')}${near.length > SHOWN ? ', ...' : ''}?`;
  throw new OptionError(`there is no class '${given}'; ${next}`, { received: given });
}

import { type ModelEntry, models } from '@cv/zoo';
import { formatBytes, formatCount, formatShare } from '../terminal/numbers.ts';
import { textTable } from '../terminal/text-table.ts';

/** Prints the catalogue of models. */
export function showModels({ json }: { readonly json: boolean }): void {
  const entries = Object.values<ModelEntry>(models);
  console.log(json ? JSON.stringify(entries.map(plainEntry), null, 2) : modelText(entries));
}

/** An entry for other programs: where the packaged weights lie on this machine is left out. */
function plainEntry({ weights, ...entry }: ModelEntry): object {
  const plain = Object.entries(weights).map(([tag, { url, ...rest }]) => {
    return [tag, url.protocol === 'file:' ? rest : { url: url.href, ...rest }];
  });
  return { ...entry, weights: Object.fromEntries(plain) };
}

/** A table of the catalogue: a line for each model, and one for each of its weights. */
function modelText(entries: readonly ModelEntry[]): string {
  const align = ['left', 'left', 'right', 'right', 'left', 'right'] as const;
  const table = entries.map(({ id, title, params, macs, inputShape, labels }) => [
    id,
    title,
    formatCount(params),
    formatCount(macs),
    inputShape.join('x'),
    String(labels.length),
  ]);
  const weights = entries.flatMap(({ id, weights: files }) =>
    Object.entries(files).flatMap(([tag, { bytes, dtype, testError }]) =>
      bytes === null || dtype === null // they do not come with the package
        ? []
        : [[`${id}-${tag}`, dtype, formatBytes(bytes), testError === null ? 'not measured' : formatShare(testError)]],
    ),
  );
  const lines = [textTable([['MODEL', 'TITLE', 'PARAMETERS', 'MULTIPLY-ADDS', 'INPUT', 'CLASSES'], ...table], align)];
  if (weights.length > 0)
    lines.push(
      '',
      textTable([['WEIGHTS', 'STORED AS', 'SIZE', 'TEST ERROR'], ...weights], ['left', 'left', 'right', 'right']),
    );
  return lines.join('\n');
}

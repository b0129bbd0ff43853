import { MetricError } from '../metric-error.ts';
import type { ModelComparison } from './compare-models.ts';

/**
 * A comparison of models as a table in text, best first, with a last line that names the winner or says that there is none.
 *
 * @param comparison what `compareModels` gave
 * @param options.digits digits behind the point, 0..20. Default 3
 * @throws MetricError when `digits` is out of range
 * @example
 * ```ts
 * const yTrue = Array.from({ length: 100 }, (_, i) => i % 2);
 * const wrongAt = (share: number) => yTrue.map((label, i) => (i < share ? 1 - label : label));
 * const text = formatModelComparison(compareModels(yTrue, { large: wrongAt(10), small: wrongAt(30) }));
 * text.split('\n').at(-1); // 'Best: large (McNemar, p < 0.05 against every other, Holm)'
 * ```
 */
export function formatModelComparison(
  { metric, models, pairs, test, alpha, confidence, winner }: ModelComparison,
  { digits = 3 }: { readonly digits?: number | undefined } = {},
): string {
  if (!Number.isInteger(digits) || digits < 0 || digits > 20) {
    throw new MetricError(`formatModelComparison: digits is ${digits}; expected a whole number, 0..20`);
  }
  const against = ({ name }: { readonly name: string }): string => {
    const pair = pairs.find(({ first, second }) => first === models[0]!.name && second === name);
    if (pair === undefined) return '';
    return pair.adjusted < 0.001 ? '< 0.001' : pair.adjusted.toFixed(3);
  };
  const rows = [
    ['model', metric, `${Number((100 * confidence).toPrecision(6))} % interval`, 'p against best'],
    ...models.map((model) => [
      model.name,
      model.value.toFixed(digits),
      `${model.low.toFixed(digits)} .. ${model.high.toFixed(digits)}`,
      against(model),
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
  const verdict =
    winner === undefined
      ? `No winner: the best one does not differ from every other at p < ${alpha} (${test}, Holm)`
      : `Best: ${winner} (${test}, p < ${alpha} against every other, Holm)`;
  return [...lines, '', verdict].join('\n');
}

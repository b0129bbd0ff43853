import type { LayerSummary, ModelSummary } from './summary.ts';

const columns: readonly { title: string; align: 'left' | 'right'; cell: (layer: LayerSummary) => string }[] = [
  { title: 'LAYER', align: 'left', cell: ({ name }) => name || '(model)' },
  { title: 'KIND', align: 'left', cell: ({ kind }) => kind },
  { title: 'OUTPUT', align: 'left', cell: ({ outputShape }) => outputShape.join('x') },
  { title: 'PARAMETERS', align: 'right', cell: ({ params }) => count(params) },
  { title: 'MACS', align: 'right', cell: ({ macs }) => count(macs) },
  { title: 'ACTIVATION BYTES', align: 'right', cell: ({ activationBytes }) => count(activationBytes) },
  { title: 'SEES', align: 'right', cell: ({ receptiveField }) => receptiveField?.size.join('x') ?? '' },
];

/**
 * A summary as a table of plain text: a line for each layer, then the totals.
 * @example
 * ```ts
 * console.log(summaryText(summary(model, [1, 28, 28, 1])));
 * ```
 */
export function summaryText({ inputShape, layers, ...totals }: ModelSummary): string {
  const rows = [columns.map(({ title }) => title), ...layers.map((layer) => columns.map(({ cell }) => cell(layer)))];
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    columns
      .map(({ align }, i) => (align === 'left' ? row[i]!.padEnd(widths[i]!) : row[i]!.padStart(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
  const frozen = totals.params - totals.trainableParams;
  return [
    ...lines,
    '',
    `input ${inputShape.join('x')}`,
    `parameters ${count(totals.params)}${frozen > 0 ? ` (${count(frozen)} frozen)` : ''}, ${bytes(totals.paramBytes)}`,
    `multiply-accumulates ${count(totals.macs)} (convolutions, linear layers, attention; no bias, norm, activation)`,
    `activations ${bytes(totals.activationBytes)} (the outputs of all layers)`,
  ].join('\n');
}

const count = (value: number): string => (value === 0 ? '-' : value.toLocaleString('en-US'));

const bytes = (value: number): string =>
  value < 1e6 ? `${(value / 1e3).toFixed(1)} kB` : `${(value / 1e6).toFixed(1)} MB`;

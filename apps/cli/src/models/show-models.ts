import { formatBytes, formatCount, formatShare } from '../terminal/numbers.ts';
import { textTable } from '../terminal/text-table.ts';
import { chooseModels } from './choose-models.ts';
import { type Measured, type MeasureOptions, measureModels } from './measure-models.ts';
import { modelFacts } from './model-facts.ts';
import { type MeasuredModel, type SortKey, sortModels } from './sort-models.ts';

/** What the command line says. */
export interface ShowModelsOptions extends MeasureOptions {
  readonly json?: boolean;
  readonly measure?: boolean;
  readonly sort?: SortKey;
  /** Where the chart goes. */
  readonly chart?: string;
}

/** Prints the catalogue of models, or a part of it. */
export async function showModels(names: readonly string[], options: ShowModelsOptions): Promise<void> {
  const { json = false, measure = false, sort, chart } = options;
  const entries = chooseModels(names);
  const known = entries.map(modelFacts);
  if (chart !== undefined) (await import('./chart-models.ts')).requireChart(known, chart);
  const measured = measure ? await measureModels(entries, options) : undefined;
  const facts = known.map((fact) => ({ ...fact, ms: measured?.ms.get(fact.entry.id) ?? null }));
  const rows = sort === undefined ? facts : sortModels(facts, sort);
  if (json)
    console.log(
      JSON.stringify(
        rows.map((row) => plainRow(row, measured)),
        null,
        2,
      ),
    );
  else console.log(modelText(rows, measured && `${measured.device}, batch ${measured.batch}`));
  if (chart === undefined) return;
  const { chartModels } = await import('./chart-models.ts');
  const without = await chartModels(rows, chart);
  if (without.length > 0)
    console.error(`without a published ImageNet accuracy, and so not in the chart: ${without.join(', ')}`);
}

/** An entry for other programs: where the packaged weights lie on this machine is left out. */
function plainRow(
  { entry, activations, memoryBytes, top1, ms }: MeasuredModel,
  measured: Measured | undefined,
): object {
  const { weights, ...rest } = entry;
  const plain = Object.entries(weights).map(([tag, { url, ...one }]) => {
    return [tag, url.protocol === 'file:' ? one : { url: url.href, ...one }];
  });
  const times = measured && { ms, device: measured.device, batch: measured.batch };
  return { ...rest, activations, memoryBytes, top1, ...times, weights: Object.fromEntries(plain) };
}

/** A table with a line for each model, and one for each of the weights that come with the package. */
function modelText(rows: readonly MeasuredModel[], measured: string | undefined): string {
  const align = ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'left', 'right', 'right'] as const;
  const head = ['MODEL', 'TITLE', 'PARAMETERS', 'MULTIPLY-ADDS', 'ACTIVATIONS', 'MEMORY', 'TOP-1', 'INPUT', 'CLASSES'];
  const table = rows.map(({ entry, activations, memoryBytes, top1, ms }) => [
    entry.id,
    entry.title,
    formatCount(entry.params),
    formatCount(entry.macs),
    formatCount(activations),
    formatBytes(memoryBytes),
    top1 === null ? '-' : formatShare(top1),
    entry.inputShape.join('x'),
    String(entry.labels.length),
    ...(measured === undefined ? [] : [ms === null ? '-' : ms.toPrecision(3)]),
  ]);
  const lines = [textTable([measured === undefined ? head : [...head, 'MS'], ...table], align)];
  const weights = rows.flatMap(packagedWeights);
  if (weights.length > 0) {
    const titles = ['WEIGHTS', 'STORED AS', 'SIZE', 'TEST ERROR'];
    lines.push('', textTable([titles, ...weights], ['left', 'left', 'right', 'right']));
  }
  lines.push('', ...notes(measured));
  return lines.join('\n');
}

function packagedWeights({ entry }: MeasuredModel): string[][] {
  return Object.entries(entry.weights).flatMap(([tag, { bytes, dtype, testError }]) =>
    bytes === null || dtype === null // they do not come with the package
      ? []
      : [
          [
            `${entry.id}-${tag}`,
            dtype,
            formatBytes(bytes),
            testError === null ? 'not measured' : formatShare(testError),
          ],
        ],
  );
}

function notes(measured: string | undefined): string[] {
  return [
    'activations: values of all layers for one example; memory: they and the weights in float32',
    "top-1: the best published for a model's weights, or measured on the test set",
    ...(measured === undefined ? [] : [`ms: median of a prediction on ${measured}, random weights`]),
  ];
}

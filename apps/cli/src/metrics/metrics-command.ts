import type { Command } from 'commander';
import type { MetricsCommandOptions } from './metrics-of-file.ts';
import { thresholdChoice } from './threshold-option.ts';

/** Adds `cv metrics`. */
export function addMetrics(program: Command): void {
  program
    .command('metrics')
    .description('Judge scores that a model gave: report, curves, the number to look at.')
    .argument('<file>', 'labels and scores: .csv, .tsv, .jsonl or .npy')
    .option(
      '--positive <class>',
      'the class the score is for, or the one to judge against the rest (default: 1 of 0 and 1)',
    )
    .option(
      '--threshold <value>',
      'a number, or best:<criterion> (default: 0.5 of probabilities, else 0)',
      thresholdChoice,
    )
    .option('--labels <file>', 'labels of an array of scores (.npy)')
    .option('--plot <folder>', 'write charts (SVG) and metrics.json there')
    .option('-f, --force', 'write over charts that are there')
    .option(
      '--json',
      'print JSON: { accuracy, precision, recall, f1, rocAuc, averagePrecision, prAuc, confusion, ... }',
    )
    .addHelpText(
      'after',
      `
Files have a header label,score (one score, for the positive class) or
label,score_a,score_b,... (one for each class); other columns are left alone.
JSON lines have the same keys. A NumPy array has the label in its first column,
or in a file of its own.

Criteria of the best threshold: f1, f2 (any beta), youden, precision@recall=0.9,
recall@precision=0.9, cost=1,5 (of a false positive and a false negative).

Examples:
  $ cv metrics scores.csv
  $ cv metrics scores.csv --positive ill --threshold best:f1 --plot charts/
  $ cv metrics probabilities.npy --labels labels.npy --json`,
    )
    .action(async (file: string, options: MetricsCommandOptions) => {
      const { metricsOfFile } = await import('./metrics-of-file.ts');
      await metricsOfFile(file, options);
    });
}

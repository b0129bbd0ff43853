import { join } from 'node:path';
import { writeFileAtomic } from '@cv/backend-node';
import { makeFolder } from '../make-folder.ts';
import { requireFree } from '../require-free.ts';
import { type EvaluationOptions, evaluateScores } from './evaluate-scores.ts';
import { evaluationJson } from './evaluation-json.ts';
import { evaluationText } from './evaluation-text.ts';
import { readScores } from './read-scores.ts';

/** What the command line says. */
export interface MetricsCommandOptions extends EvaluationOptions {
  readonly labels?: string;
  readonly plot?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

const SUMMARY = 'metrics.json';

/** Judges the scores of a file, prints the result and draws it. */
export async function metricsOfFile(file: string, options: MetricsCommandOptions): Promise<void> {
  const { plot, force = false, json = false, labels } = options;
  // Before the work: a large file takes its time.
  if (plot !== undefined) await requireFree(join(plot, SUMMARY), force);
  const table = await readScores(file, labels);
  const evaluation = evaluateScores(table, options);
  const written: string[] = [];
  if (plot !== undefined) {
    const { drawCharts } = await import('./draw-charts.ts');
    const files = { ...(await drawCharts(evaluation, table)), [SUMMARY]: `${evaluationJson(file, evaluation)}\n` };
    await makeFolder(plot, 'the folder of charts');
    for (const name of Object.keys(files)) await requireFree(join(plot, name), force);
    for (const [name, text] of Object.entries(files)) {
      const path = join(plot, name);
      await writeFileAtomic(path, text);
      written.push(path);
    }
  }
  console.log(json ? evaluationJson(file, evaluation) : evaluationText(file, evaluation));
  if (!json && written.length > 0) console.log(`\nwritten: ${written.join(', ')}`);
}

import type { Label } from '@cv/metrics';
import { OptionError } from '@cv/tensor/errors';
import { evaluateBinary } from './evaluate-binary.ts';
import { evaluateMulticlass } from './evaluate-multiclass.ts';
import type { Evaluation } from './evaluation.ts';
import type { ScoreTable } from './score-table.ts';
import type { ThresholdChoice } from './threshold-option.ts';

/** What the command line says of the evaluation. */
export interface EvaluationOptions {
  readonly positive?: string;
  readonly threshold?: ThresholdChoice;
}

/**
 * Judges a table: one class against the rest where there is a positive one, else all classes alike.
 *
 * @throws OptionError when a positive class is missing, unknown, or a threshold has no use
 */
export function evaluateScores(table: ScoreTable, { positive, threshold }: EvaluationOptions): Evaluation {
  const { labels, classes, scores } = table;
  const wanted = positive ?? defaultPositive(table);
  if (wanted !== undefined) {
    const column = classes.length === 0 ? 0 : classes.indexOf(wanted);
    const label: Label = typeof labels[0] === 'number' ? Number(wanted) : wanted;
    const isKnown = positive === undefined || labels.includes(label) || classes.includes(wanted);
    if (column < 0 || !isKnown) throw unknown(wanted, table);
    return evaluateBinary({ labels, positive: label, scores: scores[column]! }, threshold);
  }
  if (threshold !== undefined) {
    throw new OptionError('--threshold is for one class against the rest; name it with --positive', {});
  }
  return evaluateMulticlass(table);
}

/** 1 of 0 and 1, or of -1 and 1, as scikit-learn has it; of several columns none. */
function defaultPositive({ labels, classes }: ScoreTable): string | undefined {
  const known = classes.length === 0 ? [...new Set(labels)].map(String) : classes;
  if (
    [
      ['0', '1'],
      ['-1', '1'],
    ].some((pair) => known.every((name) => pair.includes(name)))
  )
    return '1';
  if (classes.length > 0) return undefined;
  throw new OptionError(`the classes are ${listed(known)}; say with --positive which of them the score is for`, {});
}

function unknown(positive: string, { labels, classes }: ScoreTable): OptionError {
  const known = classes.length === 0 ? [...new Set(labels)].map(String) : classes;
  return new OptionError(`--positive ${positive} is no class; there are ${listed(known)}`, { positive });
}

function listed(names: readonly string[]): string {
  return `${names.toSorted().slice(0, 10).join(', ')}${names.length > 10 ? ', ...' : ''}`;
}

import type { EpochReport, Evaluation } from '@cv/transfer';
import { decodeSafetensors, encodeSafetensors } from '@cv/zoo';
import { wrongCount } from '../evaluate/wrong-count.ts';
import { manifest } from '../manifest.ts';
import { callOfCv } from '../terminal/call-of-cv.ts';
import { formatCount, formatShare } from '../terminal/numbers.ts';
import type { Run } from './open-run.ts';
import { releaseDate } from './release-date.ts';
import { commandOf } from './training-plan.ts';

/** Measures a training that has come to its end, writes its weights, and says so. */
export async function finishRun(run: Run, history: readonly EpochReport[]): Promise<void> {
  const { folder, facts, data, learner } = run;
  await folder.saveHistory(history);
  const { tensors } = decodeSafetensors(
    encodeSafetensors(await learner.model.stateDict(), { dtype: facts.plan.weightsDtype }),
  );
  // What is measured is what is stored: float16 rounds.
  learner.model.loadStateDict(tensors);
  const [name, dataset] = data.test === undefined ? (['valid', data.valid] as const) : (['test', data.test] as const);
  const result = await learner.evaluate(dataset);
  await folder.saveWeights(encodeSafetensors(tensors, { metadata: metadataOf(run, name, result) }));
  const wrong = wrongCount(result);
  const words = { test: 'test error', valid: 'error on the held-out pictures' };
  console.log(
    `${words[name]}: ${formatShare(wrong / result.count)} (${formatCount(wrong)} of ${formatCount(result.count)} wrong)`,
  );
  console.log(`weights: ${folder.weights}`);
  console.log(`next: ${callOfCv()} classify <image> --weights ${folder.path}`);
}

/** What a weights file says of itself. */
function metadataOf(
  { facts: { plan }, device }: Run,
  measured: 'test' | 'valid',
  result: Evaluation,
): Record<string, string> {
  return {
    model: plan.model,
    command: commandOf(plan),
    seed: String(plan.seed),
    date: releaseDate(),
    [`${measured}Error`]: String(wrongCount(result) / result.count),
    [`${measured}Count`]: String(result.count),
    device: `${device.name} (${device.description})`,
    versions: `@cv/cli ${manifest().version}, node ${process.version}`,
  };
}

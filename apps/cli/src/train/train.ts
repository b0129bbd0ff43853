import type { FitResult } from '@cv/transfer';
import { callOfCv } from '../terminal/call-of-cv.ts';
import { finishRun } from './finish-run.ts';
import { openRun, type Run, type TrainCommandOptions } from './open-run.ts';
import { stopOnSignals } from './stop-signals.ts';
import { TrainingView } from './training-view.ts';

/**
 * Trains, or goes on training, and leaves weights in the run folder; sets the exit code when a signal stopped it.
 *
 * @param given names of the options that were typed, as opposed to defaults
 */
export async function train(options: TrainCommandOptions, given: ReadonlySet<string>): Promise<void> {
  const run = await openRun(options, given);
  if (await run.folder.isFinished(run.state.progress.epoch, run.facts.plan)) {
    console.log(`the run in ${run.folder.path} is finished; its weights are in ${run.folder.weights}`);
    return;
  }
  const view = new TrainingView(positionOf(run));
  const stop = stopOnSignals({
    onFirst: () => view.line('stopping after this step; Ctrl-C again leaves at once'),
    onSecond: () => view.close(),
  });
  try {
    const { status, history } = await fit(run, view, stop.signal);
    view.close();
    if (status === 'aborted') await keep(run);
    else await finishRun(run, history);
    process.exitCode = stop.exitCode();
  } catch (error) {
    view.close();
    await sayWhatIsKept(run);
    throw error;
  } finally {
    stop.release();
  }
}

function positionOf({ facts, learner, state: { progress } }: Run): ConstructorParameters<typeof TrainingView>[0] {
  const { epochs } = facts.plan;
  const { stepsPerEpoch } = learner;
  return { epochs, steps: epochs * stepsPerEpoch, done: progress.epoch * stepsPerEpoch + progress.batch };
}

async function fit({ learner, folder, facts }: Run, view: TrainingView, signal: AbortSignal): Promise<FitResult> {
  const { epochs, lr } = facts.plan;
  return await learner.fitOneCycle(epochs, {
    lrMax: lr,
    signal,
    onStep: (report) => view.step(report),
    onEpoch: async (report) => {
      const state = await learner.state();
      await folder.saveCheckpoint(state, facts);
      await folder.saveHistory(state.progress.history);
      view.epoch(report);
    },
  });
}

/** Writes the checkpoint of a training that was stopped. */
async function keep({ learner, folder, facts }: Run): Promise<void> {
  const state = await learner.state();
  await folder.saveCheckpoint(state, facts);
  const { epoch, batch } = state.progress;
  console.error(`stopped in epoch ${epoch + 1} after ${batch} of ${learner.stepsPerEpoch} steps; go on with:`);
  console.error(`  ${callOfCv()} train --out ${folder.path} --resume`);
}

/** After a failure: what a training can be taken up from, read back from the disk. */
async function sayWhatIsKept({ folder }: Run): Promise<void> {
  const kept = await folder.read().catch(() => undefined);
  if (kept === undefined) return;
  const { epoch, batch } = kept.state.progress;
  const steps = batch === 0 ? '' : ` and ${batch} steps`;
  console.error(`kept: ${folder.checkpoint}, the state after ${epoch === 1 ? '1 epoch' : `${epoch} epochs`}${steps}`);
}

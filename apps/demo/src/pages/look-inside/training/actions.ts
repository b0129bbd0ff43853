import type { Engine } from '../../../engine/engine-types.ts';
import { TRAINED_HERE } from '../../../engine/model-table.ts';
import type { TrainingData, TrainingEnd, TrainingStepView } from '../../../engine/training-types.ts';
import { announce } from '../../../frame/announce.ts';
import { answerAgain } from '../answering.ts';
import { getEngine, showEngine } from '../engine-access.ts';
import { percent } from '../numbers.ts';
import { sentence } from '../sentence.ts';
import { modelId } from '../state.ts';
import { DRAWN_PER_EPOCH, RECIPE, type TrainingPlan } from './plan.ts';
import { drawnDigits, epochs, mnist, steps, trainingProblem, trainingStatus } from './training-state.ts';

/** Trains a new LeNet-5 by the plan; the model answers from its first epoch on. */
export async function startTraining(plan: TrainingPlan): Promise<void> {
  await run(async (engine) => {
    const data = await dataOf(plan);
    steps.value = [];
    epochs.value = [];
    return await engine.trainer.start({
      ...RECIPE,
      data,
      epochs: plan.epochs,
      onStep: showStep,
      onRepeat: repeatFrom,
      onEpoch: (report) => {
        showSteps();
        epochs.value = [...epochs.peek(), report];
        announce(`Pass ${report.epoch + 1} done: ${percent(report.testAccuracy ?? report.accuracy)} right.`);
        answerWithTrained(engine);
      },
    });
  });
}

/** Goes on with a paused training. */
export async function resumeTraining(): Promise<void> {
  await run((engine) => engine.trainer.resume());
}

/** Interrupts the training after the step under way. */
export async function interruptTraining(kind: 'paused' | 'stopped'): Promise<void> {
  (await getEngine()).trainer.interrupt(kind);
  if (trainingStatus.peek() === 'paused') trainingStatus.value = 'stopped';
}

async function run(train: (engine: Engine) => Promise<TrainingEnd>): Promise<void> {
  trainingProblem.value = null;
  trainingStatus.value = 'running';
  try {
    const engine = await getEngine();
    const end = await train(engine);
    showSteps();
    trainingStatus.value = end;
    answerWithTrained(engine);
    announce(`Training ${end}.`);
  } catch (error) {
    showSteps();
    const engine = await getEngine().catch(() => undefined);
    trainingStatus.value = engine?.trainer.canResume ? 'paused' : 'failed';
    trainingProblem.value = sentence(error);
  }
}

function answerWithTrained(engine: Engine): void {
  showEngine(engine);
  if (!engine.models.some(({ id }) => id === TRAINED_HERE)) return; // stopped before it learned anything
  modelId.value = TRAINED_HERE;
  answerAgain({ retrained: true });
}

async function dataOf({ source, pictures }: TrainingPlan): Promise<TrainingData> {
  if (source === 'drawn') {
    const { drawnDigits: toData } = await import('../../../engine/index.ts');
    return toData(drawnDigits.peek(), DRAWN_PER_EPOCH);
  }
  const data = mnist.peek();
  if (data === null) throw new TypeError('drop the MNIST files first');
  return { ...data, train: data.train.slice(0, pictures) };
}

/** What was shown of the steps that are repeated goes. */
function repeatFrom(first: number): void {
  unshown = unshown.filter(({ step }) => step < first);
  steps.value = steps.peek().filter(({ step }) => step < first);
}

const SHOW_EVERY_MS = 100;
let unshown: TrainingStepView[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Steps come faster than one can look: they are shown ten times a second. */
function showStep(report: TrainingStepView): void {
  unshown.push(report);
  timer ??= setTimeout(showSteps, SHOW_EVERY_MS);
}

function showSteps(): void {
  clearTimeout(timer);
  timer = undefined;
  if (unshown.length === 0) return;
  steps.value = [...steps.peek(), ...unshown];
  unshown = [];
}

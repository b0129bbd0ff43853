import type { Picture } from '@cv/image';
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Drawing } from '../../drawing/drawing.ts';
import { SAMPLE_DIGITS } from '../../drawing/sample-digits.ts';
import type { Answer, LoadedModel } from '../../engine/engine-types.ts';
import { OFFERED_MODELS } from '../../engine/model-table.ts';
import type { LayerWeights } from '../../network/explain-conv.ts';
import type { Cell } from '../../network/step.ts';

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** What is on the pad. */
export interface PadContent {
  readonly drawing: Drawing;
  /** A picture file or a camera frame, in place of a drawing. */
  readonly picture: Picture | null;
  /** True while it is one of our sample digits, which the first stroke wipes away. */
  readonly isSample: boolean;
}

/** The value that is being looked into. */
export interface Selection {
  readonly layer: string;
  readonly cell: Cell;
}

export const pad: Signal<PadContent> = signal({ drawing: SAMPLE_DIGITS[3]!, picture: null, isSample: true });

/** Whether a drawing is moved and scaled as MNIST's digits are. */
export const centred: Signal<boolean> = signal(true);

export const modelId: Signal<string> = signal(OFFERED_MODELS[0]!.id);

/** Models that can answer, once the engine is there. */
export const offeredModels: Signal<readonly LoadedModel[]> = signal([]);

/** Of the newest picture that was answered; null on an empty pad. */
export const answer: Signal<Answer | null> = signal(null);

/** Weights by layer of the model of {@link answer}. */
export const weights: Signal<ReadonlyMap<string, LayerWeights> | null> = signal(null);

/** Names of the classes of {@link answer}'s model. */
export const labels: ReadonlySignal<readonly string[]> = computed(
  () => offeredModels.value.find(({ id }) => id === answer.value?.modelId)?.labels ?? DIGITS,
);

export const selection: Signal<Selection | null> = signal(null);

/** Whether maps show values before or after the activation function. */
export const shownValues: Signal<'before' | 'after'> = signal('after');

/** What went wrong last, as a sentence. */
export const problem: Signal<string | null> = signal(null);

/** The most probable class, once there is an answer. */
export const best: ReadonlySignal<{ readonly label: string; readonly probability: number } | null> = computed(() => {
  const { value } = answer;
  if (value === null) return null;
  const index = value.probabilities.reduce((at, p, i, all) => (p > all[at]! ? i : at), 0);
  return { label: labels.value[index]!, probability: value.probabilities[index]! };
});

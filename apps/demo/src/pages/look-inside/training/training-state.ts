import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { LabelledPicture } from '../../../engine/training-data.ts';
import type { TrainingData, TrainingEpochView, TrainingStepView } from '../../../engine/training-types.ts';

/** Where the training stands. */
export type TrainingStatus = 'none' | 'running' | 'paused' | 'stopped' | 'completed' | 'failed';

export const trainingStatus: Signal<TrainingStatus> = signal('none');
export const isTraining: ReadonlySignal<boolean> = computed(() => trainingStatus.value === 'running');

/** Pictures of MNIST's files, once they were read. */
export const mnist: Signal<TrainingData | null> = signal(null);

/** Digits that were drawn to train on. */
export const drawnDigits: Signal<readonly LabelledPicture[]> = signal([]);

/** All steps so far, for the curve. */
export const steps: Signal<readonly TrainingStepView[]> = signal([]);
export const epochs: Signal<readonly TrainingEpochView[]> = signal([]);

/** What is wrong with the training or its data, as a sentence. */
export const trainingProblem: Signal<string | null> = signal(null);

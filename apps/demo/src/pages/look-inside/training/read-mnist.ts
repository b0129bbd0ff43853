import { sentence } from '../sentence.ts';
import { mnist, trainingProblem } from './training-state.ts';

/** Reads MNIST's files; what is wrong with them is shown as a sentence. */
export async function readMnist(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  trainingProblem.value = null;
  try {
    const { mnistFromFiles } = await import('../../../engine/index.ts');
    mnist.value = await mnistFromFiles(files);
  } catch (error) {
    mnist.value = null;
    trainingProblem.value = sentence(error);
  }
}

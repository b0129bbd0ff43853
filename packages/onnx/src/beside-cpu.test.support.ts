import '@tensorflow/tfjs-backend-cpu';
import { getBackend, setBackend, type Tensor } from '@tensorflow/tfjs-core';

interface Result {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly values: readonly number[];
}

async function resultsOf(program: () => Tensor | readonly Tensor[]): Promise<Result[]> {
  const made = program();
  const tensors = 'dataId' in made ? [made] : made;
  const results: Result[] = [];
  for (const t of tensors) results.push({ shape: t.shape, dtype: t.dtype, values: [...(await t.data())] });
  return results;
}

/** For tests: what a program of tfjs calls gives on the active backend, and on tfjs's own cpu backend. */
export async function besideCpu(
  program: () => Tensor | readonly Tensor[],
): Promise<{ readonly actual: readonly Result[]; readonly expected: readonly Result[] }> {
  const active = getBackend();
  const actual = await resultsOf(program);
  await setBackend('cpu');
  try {
    return { actual, expected: await resultsOf(program) };
  } finally {
    await setBackend(active);
  }
}

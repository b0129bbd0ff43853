import type { Turn, TurnLength } from '../contestants/contestant.ts';
import type { Program } from './program.ts';

/** What a turn tells of its iterations. */
export type IterationTimes = Pick<Turn, 'times' | 'runtimeTimes' | 'loss'>;

/** @param first number of iterations before this turn */
export async function timeIterations(
  program: Program,
  first: number,
  { iterations, settle }: TurnLength,
): Promise<IterationTimes> {
  const times: number[] = [];
  const runtimeTimes: number[] = [];
  let loss: number | undefined;
  for (let i = 0; i < settle + iterations; i++) {
    const start = performance.now();
    const report = await program.iterate(first + i);
    const time = performance.now() - start;
    loss = report.loss;
    if (i < settle) continue;
    times.push(time);
    if (report.runtimeMs !== undefined) runtimeTimes.push(report.runtimeMs);
  }
  return { times, ...(runtimeTimes.length > 0 && { runtimeTimes }), ...(loss !== undefined && { loss }) };
}

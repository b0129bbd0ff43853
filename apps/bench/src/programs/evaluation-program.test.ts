import { expect, it } from 'vitest';
import { trainingSteps } from '../suites/works.ts';
import { evaluationProgram } from './evaluation-program.ts';

it.each(['curve-and-areas', 'roc-auc'] as const)('%s: the same scores and area as in Python', async (measures) => {
  const work = { task: 'evaluation', id: 'scores', measures, samples: 1000 } as const;
  const program = await evaluationProgram({ work, threads: 1 });
  expect(program.parameters).toBe(1000);
  // scikit-learn 1.9.1 on the scores of python/evaluation.py
  expect((await program.iterate(0)).loss).toBeCloseTo(0.7366423552068182, 14);
});

it('has no network', () => {
  expect(() => evaluationProgram({ work: trainingSteps.lenet5, threads: 1 })).toThrow(/evaluates scores/);
});

import { rocAuc, ScoreRanking } from '@cv/metrics';
import { UnsupportedError } from '@cv/tensor/errors';
import type { ProgramOpener } from './program.ts';
import { testScores } from './test-scores.ts';

/** Curves and areas by `@cv/metrics`, in one thread. */
export const evaluationProgram: ProgramOpener = ({ work }) => {
  if (work.task !== 'evaluation') throw new UnsupportedError(`it evaluates scores, not '${work.id}'`);
  const { yTrue, yScore } = testScores(work.samples);
  return Promise.resolve({
    version: `Node ${process.versions.node}, one thread`,
    parameters: work.samples,
    iterate: () => {
      if (work.measures === 'roc-auc') return Promise.resolve({ loss: rocAuc(yTrue, yScore) });
      const ranking = new ScoreRanking(yTrue, yScore);
      ranking.rocCurve();
      ranking.averagePrecision();
      return Promise.resolve({ loss: ranking.rocAuc() });
    },
    dispose: () => Promise.resolve(),
  });
};

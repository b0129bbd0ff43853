import { interruptTraining, resumeTraining, startTraining } from './actions.ts';
import type { TrainingPlan } from './plan.ts';
import { drawnDigits, mnist, trainingStatus } from './training-state.ts';

/** Start, pause, go on, stop. */
export function TrainingButtons({ plan }: { plan: TrainingPlan }) {
  const status = trainingStatus.value;
  const hasData = plan.source === 'mnist' ? mnist.value !== null : drawnDigits.value.length > 1;
  if (status === 'running') {
    return (
      <div class="row">
        <button type="button" class="button primary" onClick={() => void interruptTraining('paused')}>
          Pause
        </button>
        <button type="button" class="button" onClick={() => void interruptTraining('stopped')}>
          Stop
        </button>
      </div>
    );
  }
  if (status === 'paused') {
    return (
      <div class="row">
        <button type="button" class="button primary" onClick={() => void resumeTraining()}>
          Go on
        </button>
        <button type="button" class="button" onClick={() => void interruptTraining('stopped')}>
          Stop
        </button>
      </div>
    );
  }
  return (
    <div class="row">
      <button type="button" class="button primary" disabled={!hasData} onClick={() => void startTraining(plan)}>
        Train from scratch
      </button>
      {!hasData && (
        <span class="small soft">
          {plan.source === 'mnist' ? 'needs the files above' : 'needs two different digits'}
        </span>
      )}
    </div>
  );
}

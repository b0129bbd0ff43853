import './training.css';
import { useState } from 'preact/hooks';
import { LossChart } from './loss-chart.tsx';
import { MnistFiles } from './mnist-files.tsx';
import { OwnDigits } from './own-digits.tsx';
import { DEFAULT_PLAN, PICTURE_CHOICES, type TrainingPlan } from './plan.ts';
import { TrainingButtons } from './training-buttons.tsx';
import { TrainingNumbers } from './training-numbers.tsx';
import { steps, trainingProblem } from './training-state.ts';

const SOURCES = [
  { value: 'mnist', label: 'MNIST files' },
  { value: 'drawn', label: 'Your own digits' },
] as const;

/** Trains LeNet-5 from nothing, in the page. */
export function TrainingPanel() {
  const [plan, setPlan] = useState<TrainingPlan>(DEFAULT_PLAN);
  const set = (change: Partial<TrainingPlan>): void => setPlan({ ...plan, ...change });
  return (
    <section class="training card" aria-labelledby="training-title">
      <div>
        <h2 id="training-title">Train it yourself</h2>
        <p class="soft">A new LeNet-5 with random weights learns in this page, and answers as soon as it has.</p>
      </div>
      <div class="training-grid">
        <div class="training-form">
          <fieldset class="segments">
            <legend class="visually-hidden">Digits to learn from</legend>
            {SOURCES.map(({ value, label }) => (
              <label key={value} class="segment">
                <input
                  class="visually-hidden"
                  type="radio"
                  name="training-source"
                  value={value}
                  checked={plan.source === value}
                  onChange={() => set({ source: value })}
                />
                <span>{label}</span>
              </label>
            ))}
          </fieldset>
          {plan.source === 'mnist' ? <MnistFiles /> : <OwnDigits />}
          <div class="row">
            {plan.source === 'mnist' && (
              <label class="field">
                <span>Pictures</span>
                <select
                  value={plan.pictures}
                  onChange={({ currentTarget }) => set({ pictures: Number(currentTarget.value) })}
                >
                  {PICTURE_CHOICES.map((count) => (
                    <option key={count} value={count}>
                      {count.toLocaleString('en')}
                    </option>
                  ))}
                </select>
              </label>
            )}
            <label class="field">
              <span>Passes</span>
              <input
                type="number"
                min="1"
                max="50"
                value={plan.epochs}
                onInput={({ currentTarget }) => {
                  const epochs = Math.round(currentTarget.valueAsNumber);
                  if (epochs >= 1 && epochs <= 50) set({ epochs });
                }}
              />
            </label>
          </div>
          <TrainingButtons plan={plan} />
          {trainingProblem.value && (
            <p class="notice" role="alert">
              {trainingProblem.value}
            </p>
          )}
        </div>
        <div class="training-view">
          {steps.value.length === 0 ? (
            <p class="empty soft">Loss and accuracy show here, step by step.</p>
          ) : (
            <>
              <LossChart />
              <TrainingNumbers />
            </>
          )}
        </div>
      </div>
    </section>
  );
}

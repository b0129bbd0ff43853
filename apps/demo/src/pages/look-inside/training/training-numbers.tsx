import { percent } from '../numbers.ts';
import { SaveWeights } from './save-weights.tsx';
import { epochs, steps } from './training-state.ts';

/** Loss and accuracy as numbers: of the moment, and after every pass. */
export function TrainingNumbers() {
  const last = steps.value.at(-1);
  if (last === undefined) return null;
  const { step, totalSteps, epoch, loss, accuracy } = last;
  return (
    <div class="training-numbers">
      <progress aria-label="Progress of the training" max={totalSteps} value={step + 1} />
      <dl class="figures number">
        <Figure name="Step" value={`${step + 1} of ${totalSteps}`} />
        <Figure name="Pass" value={`${epoch + 1} of ${last.epochs}`} />
        <Figure name="Loss" value={loss.toFixed(3)} swatch="loss" />
        <Figure name="Accuracy" value={percent(accuracy)} swatch="accuracy" />
      </dl>
      {epochs.value.length > 0 && (
        <table class="small number epochs">
          <caption class="visually-hidden">After every pass over the pictures</caption>
          <thead>
            <tr>
              <th scope="col">Pass</th>
              <th scope="col">Loss</th>
              <th scope="col">Accuracy</th>
              <th scope="col">On test pictures</th>
            </tr>
          </thead>
          <tbody>
            {epochs.value.map((report) => (
              <tr key={report.epoch}>
                <th scope="row">{report.epoch + 1}</th>
                <td>{report.loss.toFixed(3)}</td>
                <td>{percent(report.accuracy)}</td>
                <td>{report.testAccuracy === undefined ? '–' : percent(report.testAccuracy)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <SaveWeights />
    </div>
  );
}

function Figure({ name, value, swatch }: { name: string; value: string; swatch?: string }) {
  return (
    <div>
      <dt class="small soft">
        {swatch && <span class={`swatch ${swatch}`} aria-hidden="true" />}
        {name}
      </dt>
      <dd class="figure-value">{value}</dd>
    </div>
  );
}

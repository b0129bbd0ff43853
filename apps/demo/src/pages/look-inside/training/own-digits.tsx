import { useState } from 'preact/hooks';
import { announce } from '../../../frame/announce.ts';
import { pictureOf } from '../answering.ts';
import { centred, pad } from '../state.ts';
import { drawnDigits } from './training-state.ts';

const LABELS = Array.from({ length: 10 }, (_, digit) => digit);

/** Collects digits from the pad, each with what it is. */
export function OwnDigits() {
  const [label, setLabel] = useState(0);
  const collected = drawnDigits.value;
  const isEmpty = pad.value.drawing.length === 0 && pad.value.picture === null;

  const add = (): void => {
    const picture = pictureOf(pad.peek(), centred.peek());
    if (picture === undefined) return;
    drawnDigits.value = [...drawnDigits.peek(), { picture, label }];
    pad.value = { drawing: [], picture: null, isSample: false };
    announce(`Added a ${label}; ${collected.length + 1} digits now.`);
  };

  return (
    <div class="own-digits">
      <p class="small soft">
        Draw on the pad, say what it is, add it. Three or more of each digit work well; two different ones are the
        least.
      </p>
      <div class="row">
        <label class="field">
          <span>The pad shows a</span>
          <select value={label} onChange={({ currentTarget }) => setLabel(Number(currentTarget.value))}>
            {LABELS.map((digit) => (
              <option key={digit} value={digit}>
                {digit}
              </option>
            ))}
          </select>
        </label>
        <button type="button" class="button" disabled={isEmpty} onClick={add}>
          Add it
        </button>
        <button
          type="button"
          class="button"
          disabled={collected.length === 0}
          onClick={() => {
            drawnDigits.value = collected.slice(0, -1);
          }}
        >
          Remove the last
        </button>
      </div>
      <p class="small number">
        {collected.length} collected:{' '}
        {LABELS.map((digit) => `${digit} × ${collected.filter((one) => one.label === digit).length}`).join(', ')}
      </p>
    </div>
  );
}

import './explanation.css';
import { shortNumber } from '../numbers.ts';
import { selection } from '../state.ts';
import { ConvParts } from './conv-parts.tsx';
import { LinearParts } from './linear-parts.tsx';
import type { Look } from './look-into.ts';
import { PoolParts } from './pool-parts.tsx';
import { cellText } from './step-text.ts';

/** How the selected value came about, down to the inputs and weights. */
export function Explanation({ look }: { look: Look }) {
  const { step, cell, result } = look;
  return (
    <section class="explanation card" aria-label="Where this value comes from">
      <div class="explanation-head">
        <h4>
          {step.name}, {cellText(step, cell)} = <strong class="number">{shortNumber(result)}</strong>
        </h4>
        <button
          type="button"
          class="button quiet"
          onClick={() => {
            selection.value = null;
          }}
        >
          Close
        </button>
      </div>
      {look.kind === 'input' && (
        <p class="small">
          A pixel of the picture, after the mean was taken away and the rest divided by the standard deviation.
        </p>
      )}
      {look.kind === 'conv' && <ConvParts look={look} />}
      {look.kind === 'max-pool' && <PoolParts look={look} />}
      {look.kind === 'linear' && <LinearParts look={look} />}
    </section>
  );
}

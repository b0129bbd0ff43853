import { SAMPLE_DIGITS } from '../../../drawing/sample-digits.ts';
import { pad } from '../state.ts';

/** Ten digits to take instead of drawing one. */
export function SampleDigits() {
  return (
    <fieldset class="samples">
      <legend class="small soft">Or take one of ours</legend>
      {SAMPLE_DIGITS.map((drawing, digit) => (
        <button
          key={digit}
          type="button"
          class="sample number"
          aria-label={`Sample digit ${digit}`}
          aria-pressed={pad.value.drawing === drawing}
          onClick={() => {
            pad.value = { drawing, picture: null, isSample: true };
          }}
        >
          {digit}
        </button>
      ))}
    </fieldset>
  );
}

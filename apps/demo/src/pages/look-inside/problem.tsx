import { answerAgain } from './answering.ts';
import { problem } from './state.ts';

/** What went wrong, in a sentence, with what one can do. */
export function Problem() {
  if (problem.value === null) return null;
  return (
    <div class="notice problem" role="alert">
      <p>{problem.value}</p>
      <p class="row">
        <button
          type="button"
          class="button"
          onClick={() => {
            problem.value = null;
            answerAgain();
          }}
        >
          Try again
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            problem.value = null;
          }}
        >
          Close
        </button>
      </p>
    </div>
  );
}

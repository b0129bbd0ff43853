import './answer.css';
import { useEffect } from 'preact/hooks';
import { announce } from '../../../frame/announce.ts';
import { milliseconds, percent } from '../numbers.ts';
import { answer, best, labels } from '../state.ts';

/** Said aloud only when the drawing has rested for so long. */
const REST_MS = 700;

/** The ten probabilities as bars with their numbers. */
export function AnswerBars() {
  const current = answer.value;
  const top = best.value;

  useEffect(() => {
    if (top === null) return undefined;
    const timer = setTimeout(() => announce(`The answer is ${top.label}, ${percent(top.probability)}.`), REST_MS);
    return () => clearTimeout(timer);
  }, [top]);

  return (
    <section class="answer" aria-labelledby="answer-title">
      <div class="answer-head">
        <h2 id="answer-title">Answer</h2>
        <output class="verdict number" data-answer={top?.label ?? ''}>
          {top === null ? '–' : top.label}
        </output>
        <span class="small soft number">{current && milliseconds(current.milliseconds)}</span>
      </div>
      <ol class="bars">
        {labels.value.map((label, index) => {
          const share = current?.probabilities[index] ?? 0;
          return (
            <li key={label} class={top?.label === label ? 'bar best' : 'bar'}>
              <span class="bar-label number">{label}</span>
              <span class="bar-track" aria-hidden="true">
                <span class="bar-fill" style={{ transform: `scaleX(${share})` }} />
              </span>
              <span class="bar-number number">{current ? percent(share) : '–'}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

import { theme } from '../../../design/theme.ts';
import { shortNumber } from '../numbers.ts';
import { selection } from '../state.ts';
import { Heatmap } from './heatmap.tsx';
import type { Look } from './look-into.ts';
import { cellText } from './step-text.ts';
import { layerRange } from './value-range.ts';

/** A pooled value: its window, and which value won. */
export function PoolParts({ look }: { look: Look & { kind: 'max-pool' } }) {
  const { parts, from, result } = look;
  return (
    <>
      <div class="pool-parts">
        <div class="window">
          <Heatmap
            values={parts.values}
            width={parts.region.width}
            range={layerRange(from.step, from.after, theme.value)}
          />
        </div>
        <p class="small">
          The largest of <span class="number">{Array.from(parts.values, shortNumber).join(', ')}</span> is{' '}
          <strong class="number">{shortNumber(result)}</strong>; the others are dropped.
        </p>
      </div>
      <p>
        <button
          type="button"
          class="button"
          onClick={() => {
            selection.value = { layer: from.step.name, cell: parts.winner };
          }}
        >
          Look into the winner: {from.step.name}, {cellText(from.step, parts.winner)}
        </button>
      </p>
    </>
  );
}

import { announce } from '../../../frame/announce.ts';
import { centred, pad } from '../state.ts';

/** Takes the last stroke back. */
export function undo(): void {
  const { drawing, isSample, picture } = pad.peek();
  pad.value = { drawing: picture || isSample ? [] : drawing.slice(0, -1), picture: null, isSample: false };
  announce('Taken back.');
}

function clear(): void {
  pad.value = { drawing: [], picture: null, isSample: false };
  announce('The pad is empty.');
}

/** Undo and clear, and how a drawing is placed. */
export function PadActions() {
  const { drawing, picture } = pad.value;
  const isEmpty = drawing.length === 0 && picture === null;
  return (
    <div class="pad-actions">
      <button type="button" class="button" disabled={isEmpty} onClick={undo}>
        Undo
      </button>
      <button type="button" class="button" disabled={isEmpty} onClick={clear}>
        Clear
      </button>
      <label class="check">
        <input
          type="checkbox"
          checked={centred.value}
          onChange={({ currentTarget }) => {
            centred.value = currentTarget.checked;
          }}
        />
        Fit and centre
      </label>
    </div>
  );
}

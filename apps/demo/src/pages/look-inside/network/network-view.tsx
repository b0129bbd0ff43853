import './network.css';
import { useMemo } from 'preact/hooks';
import type { LayerValues } from '../../../engine/engine-types.ts';
import type { Cell } from '../../../network/step.ts';
import { answer, labels as classLabels, selection, shownValues, weights } from '../state.ts';
import { Explanation } from './explanation.tsx';
import { LayerRow } from './layer-row.tsx';
import { type Look, lookInto } from './look-into.ts';
import { ValuesSwitch } from './values-switch.tsx';

/** All layers of the model that answered, from the picture to the last sums; one value can be looked into. */
export function NetworkView() {
  const current = answer.value;
  const chosen = selection.value;
  const known = weights.value;
  const look = useMemo(
    () => (current && chosen ? lookInto(chosen, current.layers, known) : undefined),
    [current, chosen, known],
  );

  return (
    <section class="network" aria-labelledby="network-title">
      <div class="network-head">
        <h2 id="network-title">What each layer makes of it</h2>
        <ValuesSwitch />
      </div>
      {current === null ? (
        <p class="empty soft">Draw a digit, and every layer shows here what it sees.</p>
      ) : (
        <>
          <p class="small soft">
            Click a value to see the inputs and weights it is made of. Enter and the arrow keys do the same.
          </p>
          {current.layers.map((layer, index) => (
            <LayerWithLook key={layer.step.name} layer={layer} index={index} look={look} layers={current.layers} />
          ))}
        </>
      )}
    </section>
  );
}

interface LayerWithLookProps {
  readonly layer: LayerValues;
  readonly index: number;
  readonly look: Look | undefined;
  readonly layers: readonly LayerValues[];
}

/** A layer, marked where the selected value comes from, and below the layer of that value its explanation. */
function LayerWithLook({ layer, index, look, layers }: LayerWithLookProps) {
  const chosenAt = look ? layers.findIndex(({ step }) => step.name === look.step.name) : -1;
  const isBefore = index === chosenAt - 1;
  // Down to the input the whole field is marked; in between only the layer right before, or it would be a clutter.
  const region =
    look && look.kind !== 'input' && (isBefore || index === 0) && index < chosenAt ? look.regions[index]! : null;
  const covers = region !== null && region.height === layer.step.shape[0] && region.width === layer.step.shape[1];
  const labels = classLabels.value;
  const showAfter = shownValues.value === 'after';
  return (
    <>
      <LayerRow
        layer={layer}
        values={showAfter ? layer.after : layer.before}
        region={covers ? null : region}
        regionMap={look?.kind === 'max-pool' && isBefore ? look.cell.map : null}
        unitNames={index === layers.length - 1 ? labels : null}
        marked={look && isBefore ? markedCells(look) : []}
      />
      {look && index === chosenAt && <Explanation look={look} />}
    </>
  );
}

function markedCells(look: Look): readonly Cell[] {
  if (look.kind === 'max-pool') return [look.parts.winner];
  return look.kind === 'linear' ? look.parts.largest.map(({ cell }) => cell) : [];
}

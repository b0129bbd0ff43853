import { theme } from '../../../design/theme.ts';
import { mapGrid } from '../../../network/map-grid.ts';
import { mapValues } from '../../../network/step.ts';
import { shortNumber } from '../numbers.ts';
import { selection } from '../state.ts';
import { Heatmap } from './heatmap.tsx';
import type { Look } from './look-into.ts';
import { cellText } from './step-text.ts';
import { SumLine } from './sum-line.tsx';
import { valueRange } from './value-range.ts';

/** A fully connected value: the weights as a picture of what they are multiplied with, and the largest products. */
export function LinearParts({ look }: { look: Look & { kind: 'linear' } }) {
  const { step, from, parts, result, activated } = look;
  return (
    <>
      <div class="linear-parts">
        <WeightPicture title="Weights" values={parts.weights} look={look} />
        <WeightPicture title="Weights × values" values={parts.products} look={look} />
      </div>
      <h5>Largest products</h5>
      <ul class="largest">
        {parts.largest.map(({ cell, value, weight, product }) => (
          <li key={`${cell.map} ${cell.row} ${cell.column}`}>
            <button
              type="button"
              class="largest-button number"
              onClick={() => {
                selection.value = { layer: from.step.name, cell };
              }}
            >
              <span>
                {from.step.name}, {cellText(from.step, cell)}
              </span>
              <span>
                {shortNumber(value)} × {shortNumber(weight)} = <strong>{shortNumber(product)}</strong>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <SumLine
        products={parts.sum - parts.bias}
        bias={parts.bias}
        sum={parts.sum}
        activation={step.activation}
        activated={activated}
        result={result}
      />
    </>
  );
}

/** Values in the order of the layer before as pictures of its maps. */
function WeightPicture({
  title,
  values,
  look,
}: {
  title: string;
  values: Float32Array;
  look: Look & { kind: 'linear' };
}) {
  const { shape } = look.from.step;
  const range = valueRange(values, theme.value);
  const { columns } = mapGrid(shape);
  return (
    <figure class="weight-picture">
      <figcaption class="small soft">
        {title},{' '}
        <span class="number">
          {shortNumber(range.low)} to {shortNumber(range.high)}
        </span>
      </figcaption>
      <div class={shape[2] === 1 ? 'weight-maps single' : 'weight-maps'}>
        {Array.from({ length: shape[2] }, (_, map) => (
          <Heatmap key={map} values={mapValues(values, shape, map)} width={columns} range={range} />
        ))}
      </div>
    </figure>
  );
}

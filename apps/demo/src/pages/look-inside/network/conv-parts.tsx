import { theme } from '../../../design/theme.ts';
import type { MapContribution } from '../../../network/explain-conv.ts';
import type { Cell } from '../../../network/step.ts';
import { shortNumber } from '../numbers.ts';
import { selection } from '../state.ts';
import { Heatmap } from './heatmap.tsx';
import type { Look } from './look-into.ts';
import { NumbersTable } from './numbers-table.tsx';
import { SumLine } from './sum-line.tsx';
import { layerRange, type ValueRange, valueRange } from './value-range.ts';

/** A convolution's value: patch times filter, map by map, then bias and activation. */
export function ConvParts({ look }: { look: Look & { kind: 'conv' } }) {
  const { step, from, parts, result, activated } = look;
  const patchRange = layerRange(from.step, from.after, theme.value);
  const all = (pick: (part: MapContribution) => Float32Array): ValueRange =>
    valueRange(Float32Array.from(parts.contributions.flatMap((part) => [...pick(part)])), theme.value);
  const [weightRange, productRange] = [all((part) => part.weights), all((part) => part.products)];
  return (
    <>
      <div class="conv-parts">
        {parts.contributions.map((part) => (
          <figure key={part.map} class="product">
            <figcaption class="small soft">
              {from.step.shape[2] === 1 ? from.step.name : `${from.step.name}, map ${part.map + 1}`}
            </figcaption>
            <button
              type="button"
              class="patch"
              aria-label={`Look into the largest product of ${from.step.name}, map ${part.map + 1}`}
              onClick={() => selectSource(look, part)}
            >
              <Heatmap values={part.patch} width={step.kernelSize[1]} range={patchRange} />
            </button>
            <span class="sign" aria-hidden="true">
              ×
            </span>
            <Heatmap values={part.weights} width={step.kernelSize[1]} range={weightRange} />
            <span class="sign" aria-hidden="true">
              =
            </span>
            <Heatmap values={part.products} width={step.kernelSize[1]} range={productRange} />
            <span class="product-sum small number">Σ {shortNumber(part.sum)}</span>
          </figure>
        ))}
      </div>
      <p class="small soft key">
        Left the patch of the layer before, in the middle the weights, right their products: blue below zero, orange
        above.
      </p>
      <SumLine
        products={parts.sum - parts.bias}
        bias={parts.bias}
        sum={parts.sum}
        activation={step.activation}
        activated={activated}
        result={result}
      />
      <NumbersTable
        rows={parts.contributions.flatMap((part) =>
          Array.from(part.products, (product, i) => ({
            place: `map ${part.map + 1}, row ${Math.floor(i / step.kernelSize[1]) + 1}, column ${(i % step.kernelSize[1]) + 1}`,
            value: part.patch[i]!,
            weight: part.weights[i]!,
            product,
          })),
        )}
      />
    </>
  );
}

/** Goes on to the value of the layer before with the largest product, if it is not beyond the edge. */
function selectSource({ step, cell, from }: Look & { kind: 'conv' }, { map, products }: MapContribution): void {
  const at = products.reduce((best, product, i) => (Math.abs(product) > Math.abs(products[best]!) ? i : best), 0);
  const [height, width] = from.step.shape;
  const row = cell.row * step.stride[0] - step.padding[0] + Math.floor(at / step.kernelSize[1]) * step.dilation[0];
  const column = cell.column * step.stride[1] - step.padding[1] + (at % step.kernelSize[1]) * step.dilation[1];
  const source: Cell = { map, row: clamp(row, height), column: clamp(column, width) };
  selection.value = { layer: from.step.name, cell: source };
}

function clamp(value: number, count: number): number {
  return Math.min(count - 1, Math.max(0, value));
}

import { theme } from '../../../design/theme.ts';
import type { LayerValues } from '../../../engine/engine-types.ts';
import { mapGrid } from '../../../network/map-grid.ts';
import type { Cell, Region } from '../../../network/step.ts';
import { shortNumber } from '../numbers.ts';
import { FeatureMap } from './feature-map.tsx';
import { stepSize, stepTitle } from './step-text.ts';
import { layerRange, rangeGradient } from './value-range.ts';

interface LayerRowProps {
  readonly layer: LayerValues;
  readonly values: Float32Array;
  /** The region of each map that the selected value of a later layer is made of; null when it is not made of this layer. */
  readonly region: Region | null;
  /** Only this map is meant, or all. */
  readonly regionMap: number | null;
  readonly marked: readonly Cell[];
  /** Names of the units, where they have some: the classes. */
  readonly unitNames: readonly string[] | null;
}

/** A layer: what it is, its maps or its vector, and what the colours mean. */
export function LayerRow({ layer, values, region, regionMap, marked, unitNames }: LayerRowProps) {
  const { step } = layer;
  const range = layerRange(step, values, theme.value);
  return (
    <section
      class="layer"
      data-kind={step.kind}
      data-step={step.name}
      style={{ '--columns': mapGrid(step.shape).columns }}
    >
      <div class="layer-head">
        <h3>{stepTitle(step)}</h3>
        <p class="small soft">
          {step.kind !== 'input' && <code>{step.name}</code>} {stepSize(step)}
        </p>
        <p class="range small soft number">
          <span>{shortNumber(range.low)}</span>
          <span class="range-bar" style={{ background: rangeGradient(range) }} aria-hidden="true" />
          <span class="visually-hidden">to</span>
          <span>{shortNumber(range.high)}</span>
        </p>
      </div>
      <div class={step.shape[2] > 8 ? 'maps many' : 'maps'}>
        {Array.from({ length: step.shape[2] }, (_, map) => (
          <FeatureMap
            key={map}
            layer={layer}
            values={values}
            map={map}
            range={range}
            region={regionMap === null || regionMap === map ? region : null}
            marked={marked.filter((cell) => cell.map === map)}
          />
        ))}
      </div>
      {unitNames && (
        <p class="class-labels number" aria-hidden="true">
          {unitNames.map((name) => (
            <span key={name}>{name}</span>
          ))}
        </p>
      )}
    </section>
  );
}

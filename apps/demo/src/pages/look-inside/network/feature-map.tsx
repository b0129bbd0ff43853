import type { LayerValues } from '../../../engine/engine-types.ts';
import { cellAt, gridPosition, mapGrid } from '../../../network/map-grid.ts';
import { type Cell, mapValues, type Region } from '../../../network/step.ts';
import { shortNumber } from '../numbers.ts';
import { selection } from '../state.ts';
import { Heatmap } from './heatmap.tsx';
import { cellText } from './step-text.ts';
import type { ValueRange } from './value-range.ts';

interface FeatureMapProps {
  readonly layer: LayerValues;
  /** Those that are shown: before or after the activation function. */
  readonly values: Float32Array;
  readonly map: number;
  readonly range: ValueRange;
  /** Cells that the selected value is made of. */
  readonly region: Region | null;
  /** Cells that stand out among them. */
  readonly marked: readonly Cell[];
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** One map of a layer: a click looks into the value there, Enter into the largest, arrow keys go from value to value. */
export function FeatureMap({ layer: { step }, values, map, range, region, marked }: FeatureMapProps) {
  const grid = mapGrid(step.shape);
  const own = mapValues(values, step.shape, map);
  const chosen = selection.value?.layer === step.name && selection.value.cell.map === map ? selection.value.cell : null;

  const select = (cell: Cell): void => {
    selection.value = { layer: step.name, cell };
  };
  const click = (event: MouseEvent): void => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const byKey = event.detail === 0;
    const [x, y] = byKey
      ? [largestAt(own) % grid.columns, Math.floor(largestAt(own) / grid.columns)]
      : [((event.clientX - box.left) / box.width) * grid.columns, ((event.clientY - box.top) / box.height) * grid.rows];
    select(cellAt(grid, step.shape, { map, x: Math.floor(x), y: Math.floor(y) }));
  };
  const press = (event: KeyboardEvent): void => {
    const move = ARROWS[event.key];
    if (move === undefined || chosen === null) return;
    event.preventDefault();
    const { x, y } = gridPosition(grid, step.shape, chosen);
    select(cellAt(grid, step.shape, { map, x: x + move[0], y: y + move[1] }));
  };

  const name = step.shape[2] === 1 ? step.name : `${step.name}, map ${map + 1}`;
  const said = chosen
    ? `${name}: ${cellText(step, chosen)} is ${shortNumber(own[chosen.row * step.shape[1] + chosen.column]!)}`
    : `${name}, largest ${shortNumber(own[largestAt(own)]!)}`;
  return (
    <button
      type="button"
      class="feature-map"
      style={{ '--columns': grid.columns, '--rows': grid.rows }}
      data-layer={step.name}
      data-map={map}
      aria-label={said}
      aria-pressed={chosen !== null}
      onClick={click}
      onKeyDown={press}
    >
      <Heatmap values={own} width={grid.columns} range={range} />
      {region && <Mark kind="region" x={region.left} y={region.top} width={region.width} height={region.height} />}
      {marked.map((cell) => (
        <Mark key={`${cell.row} ${cell.column}`} kind="source" {...gridPosition(grid, step.shape, cell)} />
      ))}
      {chosen && <Mark kind="chosen" {...gridPosition(grid, step.shape, chosen)} />}
    </button>
  );
}

interface MarkProps {
  readonly kind: 'region' | 'source' | 'chosen';
  readonly x: number;
  readonly y: number;
  readonly width?: number;
  readonly height?: number;
}

/** A frame around cells, in cells of the map around it. */
function Mark({ kind, x, y, width = 1, height = 1 }: MarkProps) {
  return <span class={`mark ${kind}`} style={{ '--x': x, '--y': y, '--w': width, '--h': height }} />;
}

function largestAt(values: Float32Array): number {
  return values.reduce((at, value, i) => (value > values[at]! ? i : at), 0);
}

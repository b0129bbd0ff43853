import { useLayoutEffect, useRef } from 'preact/hooks';
import { paintValues } from './paint-values.ts';
import type { ValueRange } from './value-range.ts';

interface HeatmapProps {
  /** Row by row. */
  readonly values: Float32Array;
  readonly width: number;
  readonly range: ValueRange;
}

/** Values as a picture, one pixel each; what it shows must be said beside it. */
export function Heatmap({ values, width, range }: HeatmapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const height = Math.ceil(values.length / width);
  useLayoutEffect(() => paintValues(canvas.current!, values, range), [values, width, range]);
  // A canvas without a role and a name says nothing: it needs no aria-hidden.
  return <canvas ref={canvas} class="heatmap" width={width} height={height} />;
}

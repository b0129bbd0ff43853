import type { Cell, Step } from '../../../network/step.ts';

/** What a layer is, for its heading. */
export function stepTitle(step: Step): string {
  if (step.kind === 'input') return 'Input';
  if (step.kind === 'max-pool') return `Max pooling ${step.kernelSize.join(' × ')}`;
  const activation = step.activation === null ? '' : `, then ${ACTIVATIONS[step.activation]}`;
  if (step.kind === 'linear') return `Fully connected${activation}`;
  return `Convolution ${step.kernelSize.join(' × ')}${activation}`;
}

const ACTIVATIONS = { relu: 'ReLU', tanh: 'tanh', sigmoid: 'sigmoid' } as const;

/** How many values it gives. */
export function stepSize({ kind, shape: [height, width, maps] }: Step): string {
  if (kind === 'linear') return `${width} units`;
  return maps === 1 ? `${height} × ${width}` : `${maps} maps of ${height} × ${width}`;
}

/** Where a value is, counted from 1 as people do. */
export function cellText({ kind, shape }: Step, { map, row, column }: Cell): string {
  if (kind === 'linear') return `unit ${column + 1}`;
  const place = `row ${row + 1}, column ${column + 1}`;
  return shape[2] === 1 ? place : `map ${map + 1}, ${place}`;
}

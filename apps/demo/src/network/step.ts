/** Rows, columns, maps. A vector is one row of one map. */
export type MapShape = readonly [height: number, width: number, maps: number];

/** What is applied to every value after the sum. */
export type ActivationKind = 'relu' | 'tanh' | 'sigmoid';

interface StepBase {
  /** The layer's name in the model: `conv1`. */
  readonly name: string;
  /** What it gives; vectors are shown as rows of a strip but have shape `[1, n, 1]`. */
  readonly shape: MapShape;
}

/** The picture as the model takes it. */
export interface InputStep extends StepBase {
  readonly kind: 'input';
}

/** A convolution, with the activation that follows it. */
export interface ConvStep extends StepBase {
  readonly kind: 'conv';
  readonly kernelSize: readonly [number, number];
  readonly stride: readonly [number, number];
  /** Rows above and columns to the left of the input that are filled with zeros. */
  readonly padding: readonly [top: number, left: number];
  readonly dilation: readonly [number, number];
  readonly groups: number;
  readonly activation: ActivationKind | null;
}

/** Max pooling. */
export interface PoolStep extends StepBase {
  readonly kind: 'max-pool';
  readonly kernelSize: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [top: number, left: number];
}

/** A fully connected layer, with the activation that follows it. Its input is what the step before gives, map by map. */
export interface LinearStep extends StepBase {
  readonly kind: 'linear';
  readonly activation: ActivationKind | null;
}

/** A layer of a model as the page shows it. */
export type Step = InputStep | ConvStep | PoolStep | LinearStep;

/** A value of a step. */
export interface Cell {
  readonly map: number;
  readonly row: number;
  readonly column: number;
}

/** A rectangle of cells, cut to the map. */
export interface Region {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** Position of a cell in values `[H, W, C]`. */
export function cellIndex([, width, maps]: MapShape, { map, row, column }: Cell): number {
  return (row * width + column) * maps + map;
}

/** The cell at a position of the flattened value. */
export function cellOfFlat([height, width]: MapShape, index: number): Cell {
  const column = index % width;
  const rest = (index - column) / width;
  const row = rest % height;
  return { map: (rest - row) / height, row, column };
}

/** Values of one map, row by row. */
export function mapValues(values: Float32Array, [height, width, maps]: MapShape, map: number): Float32Array {
  return Float32Array.from({ length: height * width }, (_, i) => values[i * maps + map]!);
}

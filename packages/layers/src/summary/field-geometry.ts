import type { SlidingWindow } from '../sliding-window.ts';

type Axes = readonly [height: number, width: number];

/** What a place of an activation can see of the input, in pixels. */
export interface ReceptiveField {
  /** Pixels that it sees, also beyond the border. */
  readonly size: Axes;
  /** Pixels from one place to the next. */
  readonly jump: Axes;
  /** Centre of what the first place sees; the centre of the first pixel is 0. */
  readonly start: Axes;
}

/** Of the input itself. */
export const onePixel: ReceptiveField = { size: [1, 1], jump: [1, 1], start: [0, 0] };

const perAxis = (f: (axis: 0 | 1) => number): Axes => [f(0), f(1)];

/**
 * The field behind a sliding window.
 * @source Araujo, Norris, Sim 2019, Computing receptive fields of convolutional neural networks, https://doi.org/10.23915/distill.00021,
 * with centres counted from 0
 */
export function throughWindow({ size, jump, start }: ReceptiveField, window: SlidingWindow): ReceptiveField {
  const reach = perAxis((axis) => (window.kernelSize[axis] - 1) * window.dilation[axis]);
  return {
    size: perAxis((axis) => size[axis] + reach[axis] * jump[axis]),
    jump: perAxis((axis) => jump[axis] * window.stride[axis]),
    start: perAxis((axis) => start[axis] + (reach[axis] / 2 - window.before[axis]) * jump[axis]),
  };
}

/** The field of what is put together from several of one jump, such as a sum or a concatenation: all that any of them sees. */
export function unionOfFields(fields: readonly [ReceptiveField, ...ReceptiveField[]]): ReceptiveField {
  const first = perAxis((axis) => Math.min(...fields.map(({ start, size }) => start[axis] - (size[axis] - 1) / 2)));
  const last = perAxis((axis) => Math.max(...fields.map(({ start, size }) => start[axis] + (size[axis] - 1) / 2)));
  return {
    size: perAxis((axis) => last[axis] - first[axis] + 1),
    jump: fields[0].jump,
    start: perAxis((axis) => (first[axis] + last[axis]) / 2),
  };
}

import type { LoadReport, ShapeDifference, StateDict, StateTensor } from '@cv/layers';
import { WeightsError } from '@cv/tensor/errors';
import type { ResamplePositions, TokenGrid } from './resample-positions.ts';

interface FitOptions {
  /** Of the positions in the state dict. */
  readonly key: string;
  /** Shape of the model's positions, `[1, 1 + patches, D]`. */
  readonly expected: readonly number[];
  readonly grid: TokenGrid;
  /** null refuses positions of another number. */
  readonly resample: ResamplePositions | null;
  readonly load: (dict: StateDict) => LoadReport;
}

/**
 * Loads a state dict whose positions may be for pictures of another size.
 * @throws WeightsError as `load`, with what to do where the positions are what does not fit.
 */
export function fitPositions(dict: StateDict, { key, expected, grid, resample, load }: FitOptions): LoadReport {
  const stored = Object.hasOwn(dict, key) ? dict[key] : undefined;
  const other = stored && otherGrid(stored, expected);
  if (stored === undefined || other === undefined) return load(dict);
  const { from, values } = other;
  if (resample === null) return withAdvice(() => load(dict), from);
  const [, tokens = 0, width = 0] = expected;
  const data = new Float32Array(tokens * width);
  data.set(values.subarray(0, width)); // the class token keeps its own
  data.set(resample(values.subarray(width), { from, to: grid, width }), width);
  const report = load({ ...dict, [key]: { dtype: 'float32', shape: expected, data } });
  const difference: ShapeDifference = { name: key, expected, received: stored.shape };
  return { ...report, reshaped: [...report.reshaped, difference] };
}

/** Positions of another square grid than the model's. */
interface SquarePositions {
  readonly from: TokenGrid;
  readonly values: Float32Array | Float64Array;
}

/** Stored positions that are as long as the model's but not as many; undefined where they fit, or cannot be made to. */
function otherGrid({ shape, data }: StateTensor, expected: readonly number[]): SquarePositions | undefined {
  const [one, tokens = 0, width = 0] = shape;
  if (shape.length !== 3 || one !== 1 || width !== expected[2] || tokens === expected[1]) return undefined;
  if (!(data instanceof Float32Array || data instanceof Float64Array) || data.length !== tokens * width)
    return undefined;
  const side = Math.sqrt(tokens - 1);
  return Number.isInteger(side) && side > 0 ? { from: [side, side], values: data } : undefined;
}

function withAdvice(load: () => LoadReport, [rows, columns]: TokenGrid): LoadReport {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof WeightsError)) throw error;
    const advice = `The positions are for ${rows} x ${columns} patches: { positions: 'interpolate' } resamples them`;
    throw new WeightsError(`${error.message}. ${advice}`, error.fields, { cause: error });
  }
}

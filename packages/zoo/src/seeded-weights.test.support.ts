import type { Module, StateTensor } from '@cv/layers';

/** The formula of fixtures/seeded_weights.py. */
const LENGTH = 65521;

function mix(value: number): number {
  let x = value;
  x = Math.imul((x >>> 16) ^ x, 0x45d9f3b);
  x = Math.imul((x >>> 16) ^ x, 0x45d9f3b);
  return ((x >>> 16) ^ x) >>> 0;
}

const block = Float64Array.from({ length: LENGTH }, (_, i) => mix(i + 1) / 2 ** 32 - 0.5);

/** FNV-1a of the name. */
function startOf(name: string): number {
  let value = 2166136261;
  for (const byte of new TextEncoder().encode(name)) value = Math.imul(value ^ byte, 16777619) >>> 0;
  return value % LENGTH;
}

/** `count` numbers `offset + scale * u`, rounded to float32. */
function numbers(name: string, count: number, { offset = 0, scale }: { offset?: number; scale: number }): Float32Array {
  const start = startOf(name);
  const values = new Float32Array(count);
  const first = Math.min(count, LENGTH);
  for (let i = 0; i < first; i++) values[i] = offset + scale * block[(start + i) % LENGTH]!;
  for (let done = first; done < count; done *= 2) values.copyWithin(done, 0, done); // the block, repeated
  return values;
}

/** One tensor of a state dict, as fixtures/seeded_weights.py makes it. */
export function seededTensor(name: string, shape: readonly number[], gain: number): StateTensor {
  if (name.endsWith('num_batches_tracked')) return { dtype: 'int64', shape, data: BigInt64Array.of(0n) };
  const count = shape.reduce((product, length) => product * length, 1);
  return { dtype: 'float32', shape, data: numbers(name, count, spread(name, shape, gain)) };
}

function spread(name: string, shape: readonly number[], gain: number): { offset?: number; scale: number } {
  if (name.endsWith('running_var') || (shape.length === 1 && name.endsWith('weight'))) return { offset: 1, scale: 0.5 };
  if (shape.length === 1) return { scale: 0.2 };
  if (shape[0] === 1) return { scale: 1 };
  return { scale: gain * Math.sqrt(12 / shape.slice(1).reduce((product, length) => product * length, 1)) };
}

/**
 * Gives the module the weights that fixtures/seeded_weights.py gives to the reference, one by one: a state dict of the largest models
 * would take another gigabyte.
 */
export function loadSeededWeights(module: Module, gain: number): void {
  for (const [name, slot] of module.namedState()) slot.load(seededTensor(name, slot.shape, gain), name);
}

/** Pictures `[N, H, W, C]` of values in [-2, 2). */
export function seededPictures(shape: readonly number[]): Float32Array {
  return numbers(
    'pictures',
    shape.reduce((product, length) => product * length, 1),
    { scale: 4 },
  );
}

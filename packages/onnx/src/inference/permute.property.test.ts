import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permute } from './permute.ts';

/** Element by element, from the definition. */
function oracle(source: Int32Array, shape: readonly number[], perm: readonly number[]): Int32Array {
  const steps = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const sizes = perm.map((axis) => shape[axis]!);
  return source.map((_, index) => {
    let [rest, from] = [index, 0];
    for (let i = perm.length - 1; i >= 0; i--) {
      from += (rest % sizes[i]!) * steps[perm[i]!]!;
      rest = Math.floor(rest / sizes[i]!);
    }
    return source[from]!;
  });
}

describe('permute', () => {
  it('moves every element to its place, for every shape and order', () => {
    const shapes = fc
      .array(fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant(37)), { minLength: 0, maxLength: 5 })
      .filter((shape) => shape.reduce((product, size) => product * size, 1) < 20_000);
    const cases = shapes.chain((shape) =>
      fc.tuple(fc.constant(shape), fc.shuffledSubarray([...shape.keys()], { minLength: shape.length })),
    );
    fc.assert(
      fc.property(cases, ([shape, perm]) => {
        const source = Int32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, (_, i) => i);
        const target = new Int32Array(source.length).fill(-1);
        permute(source, target, shape, perm);
        expect(target).toEqual(oracle(source, shape, perm));
      }),
      { numRuns: 300 },
    );
  });

  it('copies nothing of an empty array', () => {
    const empty = new Int32Array(0);
    permute(empty, empty, [2, 0, 3], [2, 1, 0]);
    expect(empty).toHaveLength(0);
  });
});

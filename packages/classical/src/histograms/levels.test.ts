import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelsKernel } from '../kernels/levels-kernel.ts';
import { withAndWithoutKernels } from '../kernels/pictures.test.support.ts';
import { markBytes } from '../thresholds/mark-bytes.ts';
import { countLevels } from './count-levels.ts';
import { mapLevels } from './map-levels.ts';

describe('bytes by the kernel and in TypeScript', () => {
  it('has a kernel here', () => expect(levelsKernel()).toBeDefined());

  it('are counted and mapped alike', () => {
    const table = fc.uint8Array({ minLength: 256, maxLength: 256 });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), fc.constantFrom(1, 300), table, (bytes, times, map) => {
        const data = new Uint8Array(bytes.length * times).map((_, i) => bytes[i % bytes.length]!);
        const [counted, counts] = withAndWithoutKernels(() => countLevels(data, 256));
        expect(counted).toEqual(counts);
        const [mapped, values] = withAndWithoutKernels(() => mapLevels(data, map));
        expect(mapped).toEqual(values);
        for (const level of [-3, -0.5, 0, 99.5, 254, 255, 300, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
          const [marked, mask] = withAndWithoutKernels(() => markBytes(data, level));
          expect(marked).toEqual(mask);
          expect(mask).toEqual(data.map((value) => (value > level ? 1 : 0)));
        }
      }),
    );
  });
});

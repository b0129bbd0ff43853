import { createPicture, type Picture, type PixelArray } from '@cv/image';
import fc from 'fast-check';
import { allowKernels } from './wasm-kernel.ts';

/** Small pictures of every number format and layout, also with NaN and infinity. */
export const anyPictures: fc.Arbitrary<Picture> = fc
  .record({
    width: fc.integer({ min: 1, max: 37 }),
    height: fc.integer({ min: 1, max: 9 }),
    channels: fc.constantFrom(1 as const, 3 as const, 4 as const),
    layout: fc.constantFrom('interleaved' as const, 'planar' as const),
  })
  .chain(({ width, height, channels, layout }) => {
    const size = { minLength: width * height * channels, maxLength: width * height * channels };
    const data: fc.Arbitrary<PixelArray> = fc.oneof(
      fc.uint8Array(size),
      fc.uint16Array(size),
      fc.float32Array({ ...size, max: 1e6, min: -1e6 }),
      fc.float32Array(size),
    );
    return data.map((values) => createPicture({ data: values, width, height, channels, layout }));
  });

export const anyBorder: fc.Arbitrary<'reflect' | 'mirror' | 'nearest' | 'wrap' | 'constant'> = fc.constantFrom(
  'reflect',
  'mirror',
  'nearest',
  'wrap',
  'constant',
);

/** What the kernels make of it, and what TypeScript alone does; kernels are allowed afterwards. */
export function withAndWithoutKernels<T>(compute: () => T): readonly [kernel: T, script: T] {
  const kernel = compute();
  allowKernels(false);
  try {
    return [kernel, compute()];
  } finally {
    allowKernels(true);
  }
}

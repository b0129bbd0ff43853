import { createPicture, type Picture, type PixelArray } from '@cv/image';
import fc from 'fast-check';
import { allowKernels } from './wasm-kernel.ts';

/** What pictures are drawn. */
interface PictureSizes {
  readonly width: fc.Arbitrary<number>;
  readonly height: fc.Arbitrary<number>;
  readonly channels: readonly (1 | 2 | 3 | 4)[];
  /** How far finite float32 values go on both sides of 0, where not all of them do. */
  readonly most: number;
}

/** Pictures of every number format and layout, also with NaN and infinity. */
export function picturesOf({ width, height, channels, most }: PictureSizes): fc.Arbitrary<Picture> {
  const layout = fc.constantFrom('interleaved' as const, 'planar' as const);
  return fc.record({ width, height, channels: fc.constantFrom(...channels), layout }).chain((shape) => {
    const length = shape.width * shape.height * shape.channels;
    const size = { minLength: length, maxLength: length };
    const data: fc.Arbitrary<PixelArray> = fc.oneof(
      fc.uint8Array(size),
      fc.uint16Array(size),
      fc.float32Array({ ...size, max: most, min: -most }),
      fc.float32Array(size),
    );
    return data.map((values) => createPicture({ data: values, ...shape }));
  });
}

/** Small ones. */
export const anyPictures: fc.Arbitrary<Picture> = picturesOf({
  width: fc.integer({ min: 1, max: 37 }),
  height: fc.integer({ min: 1, max: 9 }),
  channels: [1, 3, 4],
  most: 1e6,
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

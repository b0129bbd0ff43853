import { conv2d, type Device, dispose, maxPool2d, read, scope, sum, tensor, valueAndGrads } from '@cv/tensor';
import { UnsupportedError } from '@cv/tensor/errors';

/** Whole numbers, whose sums and products are exact on every device. */
const IMAGE = Float32Array.of(3, -1, 2, 0, 1, 4, -2, 2, -3, 1, 0, 2, 2, -1, 1, -4);
const FILTER = Float32Array.of(1, -2, 0, 3);

/**
 * Of the sum of the maxima 17, 8, 8, 8 of the 2 x 2 windows of the convolution 17 -11 8 / -4 8 0 / -8 4 -16, by hand. One window has its
 * maximum twice: the first one gets the gradient.
 */
const LOSS = 41;
const GRADIENT: readonly number[] = [13, -5, 1, 6];

async function compute(): Promise<readonly [number, readonly number[]]> {
  const x = tensor(IMAGE, [1, 4, 4, 1]);
  const filter = tensor(FILTER, [2, 2, 1, 1]);
  const { value, grads } = valueAndGrads(
    () => scope(() => sum(maxPool2d(conv2d(x, filter), { kernelSize: 2, stride: 1 }))),
    [filter],
  );
  try {
    const [loss] = await read(value);
    return [loss!, [...(await read(grads[0]!))]];
  } finally {
    dispose([x, filter, value, ...grads]);
  }
}

/**
 * A convolution, a max pool and a gradient on the active device against numbers known beforehand.
 *
 * @throws UnsupportedError when the device computes other ones, or not at all
 */
export async function selfTest({ name }: Device): Promise<void> {
  let got: Awaited<ReturnType<typeof compute>>;
  try {
    got = await compute();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UnsupportedError(`device '${name}': a first small program failed (${why})`, { device: name }, { cause });
  }
  const [loss, gradient] = got;
  if (loss === LOSS && GRADIENT.every((value, i) => value === gradient[i])) return;
  throw new UnsupportedError(
    `device '${name}': a first small program gave ${loss} with the gradient ${gradient.join(', ')}, expected ${LOSS} with ${GRADIENT.join(', ')}; this browser or its driver computes wrong`,
    { device: name, loss, gradient },
  );
}

import { Rng } from '@cv/tensor/rng';

/**
 * Takes a seed from `rng`, so that values drawn later, or never, leave the others as they are.
 * @param rng advances by 64 bits.
 * @returns makes the stream of that seed, from its start at each call.
 */
export function ownStream(rng: Rng): () => Rng {
  const seed = (BigInt(rng.uint32()) << 32n) | BigInt(rng.uint32());
  return () => new Rng(seed);
}

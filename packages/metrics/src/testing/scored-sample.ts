import { SeededRandom } from '../comparing/seeded-random.ts';

/** Labels and the scores of a model that separates them more or less. */
export function scoredSample(
  size: number,
  { seed, shift }: { readonly seed: number; readonly shift: number },
): { readonly yTrue: number[]; readonly yScore: number[] } {
  const random = new SeededRandom(seed);
  const uniform = (): number => random.uint32() / 2 ** 32;
  const yTrue = Array.from({ length: size }, (_, i) => i % 2);
  return { yTrue, yScore: yTrue.map((label) => (uniform() + uniform() + shift * label) / (2 + shift)) };
}

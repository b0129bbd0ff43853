/** Models whose weights depend on the size of the pictures. */
export const fixedSize = (id: string): boolean =>
  id.startsWith('lenet') || id === 'mlp' || id.includes('vit_') || id.startsWith('deit_');

/** Height and width of pictures that are enough for the models that 32 x 32 are not. */
const LEAST: Readonly<Record<string, number>> = { alexnet: 64, inception_v3: 75 };

/** What an auxiliary head makes more of in training. */
const LEAST_TO_TRAIN: Readonly<Record<string, number>> = { inception_v3: 299 };

/** Height and width of pictures that are as small as the model allows, in round numbers; a model of a fixed size keeps its own. */
export function smallSide(
  id: string,
  [height]: readonly number[],
  { training = false }: { training?: boolean } = {},
): number {
  if (fixedSize(id)) return height!;
  return (training ? LEAST_TO_TRAIN[id] : undefined) ?? LEAST[id] ?? 32;
}

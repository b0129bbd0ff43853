import { knownFiles } from './catalogue/known-files.ts';
import type { ByteSource } from './files/byte-source.ts';
import type { ModelEntry } from './model-entry.ts';
import { models } from './models.ts';
import { sha256Of } from './sha256-of.ts';

/**
 * Says of which model a published weights file is that does not say it itself, by its SHA-256.
 *
 * The entry is the catalogue's, with what differs for these weights: SqueezeNet as its authors trained it in Caffe pads its last layer and
 * takes blue, green and red of 227 x 227 pixels, where torchvision's has no padding and takes red, green and blue of 224 x 224.
 * @param source the safetensors file; read only when its size is that of a known one.
 * @returns undefined for a file that is not known.
 * @throws DataError when the file cannot be read.
 * @example
 * ```ts
 * const source = await fileSource('squeezenet1_0-imagenet-caffe.safetensors');
 * const entry = (await recognizeWeights(source)) ?? models.squeezenet1_0;
 * const model = await entry.create({ rng: new Rng(1) });
 * await model.loadStateFrom(await openWeights(source));
 * const found = await classify(model, pictures, entry);
 * ```
 */
export async function recognizeWeights(source: ByteSource): Promise<ModelEntry | undefined> {
  if (!Object.values(knownFiles).some(({ bytes }) => bytes === source.size)) return undefined;
  const digest = await sha256Of(await source.read(0, source.size));
  const known = Object.hasOwn(knownFiles, digest) ? knownFiles[digest] : undefined;
  return known && { ...models[known.model], ...known.own };
}

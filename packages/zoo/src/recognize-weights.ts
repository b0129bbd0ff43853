import { knownFiles } from './catalogue/known-files.ts';
import type { ModelEntry } from './model-entry.ts';
import { models } from './models.ts';
import { sha256Of } from './sha256-of.ts';

/**
 * Says of which model a published weights file is that does not say it itself, by its SHA-256.
 *
 * The entry is the catalogue's, with what differs for these weights: SqueezeNet as its authors trained it in Caffe pads its last layer and
 * takes blue, green and red of 227 x 227 pixels, where torchvision's has no padding and takes red, green and blue of 224 x 224.
 * @param bytes the whole file.
 * @returns undefined for a file that is not known.
 * @example
 * ```ts
 * const bytes = await readBytes('squeezenet1_0-imagenet-caffe.safetensors');
 * const entry = (await recognizeWeights(bytes)) ?? models.squeezenet1_0;
 * const model = await entry.create({ rng: new Rng(1) });
 * model.loadStateDict(decodeSafetensors(bytes).tensors);
 * const found = await classify(model, pictures, entry);
 * ```
 */
export async function recognizeWeights(bytes: Uint8Array): Promise<ModelEntry | undefined> {
  const digest = await sha256Of(bytes);
  const known = Object.hasOwn(knownFiles, digest) ? knownFiles[digest] : undefined;
  return known && { ...models[known.model], ...known.own };
}

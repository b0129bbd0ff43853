import { UnsupportedError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { type Classifier, type ModelEntry, models } from '@cv/zoo';
import type { NetworkWork } from '../suites/work.ts';

/**
 * The network of a work with fresh weights.
 *
 * @throws UnsupportedError when the catalogue has no such model
 */
export async function createModel({ model, classes, input }: NetworkWork): Promise<Classifier> {
  const entry = (models as Readonly<Record<string, ModelEntry>>)[model];
  if (entry === undefined) throw new UnsupportedError(`@cv/zoo has no model '${model}'`, { model });
  return await entry.create({ rng: new Rng(1), classes, inChannels: input[2] });
}

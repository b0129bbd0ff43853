import { cifarResNetEntries } from './catalogue/cifar-resnet-entries.ts';
import { darknetEntries } from './catalogue/darknet-entries.ts';
import { densenetEntries } from './catalogue/densenet-entries.ts';
import { inceptionEntries } from './catalogue/inception-entries.ts';
import { lenetEntries } from './catalogue/lenet-entries.ts';
import { mlpEntries } from './catalogue/mlp-entries.ts';
import { resnetEntries } from './catalogue/resnet-entries.ts';
import { smallNetEntries } from './catalogue/small-net-entries.ts';
import { vggEntries } from './catalogue/vgg-entries.ts';
import { vitEntries } from './catalogue/vit-entries.ts';
import type { ModelEntry } from './model-entry.ts';

type Catalogue = typeof lenetEntries &
  typeof mlpEntries &
  typeof vggEntries &
  typeof smallNetEntries &
  typeof inceptionEntries &
  typeof cifarResNetEntries &
  typeof resnetEntries &
  typeof densenetEntries &
  typeof vitEntries &
  typeof darknetEntries;

/** Id of a model of the catalogue. */
export type ModelId = keyof Catalogue;

/**
 * The catalogue. It holds no model code: a bundler splits that off until {@link ModelEntry.create} asks for it.
 *
 * @example
 * ```ts
 * const { params, macs } = models.resnet20; // 269722, 40551040
 * const model = await models.resnet20.create({ rng: new Rng(1) });
 * ```
 */
export const models: Readonly<Record<ModelId, ModelEntry>> = {
  ...lenetEntries,
  ...mlpEntries,
  ...vggEntries,
  ...smallNetEntries,
  ...inceptionEntries,
  ...cifarResNetEntries,
  ...resnetEntries,
  ...densenetEntries,
  ...vitEntries,
  ...darknetEntries,
};

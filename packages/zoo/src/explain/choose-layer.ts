import type { Module } from '@cv/layers';
import { OptionError } from '@cv/tensor/errors';
import type { Classifier } from '../classifier.ts';
import { VisionTransformer } from '../vit/vision-transformer.ts';

/**
 * The modules whose output is looked at; of several that give a map the last to run counts.
 *
 * By name: a stage (its last module), or a module of `namedModules()`. Without one: the last modules of all stages before the head, of
 * which the deepest gives no map where there are hidden layers; of a vision transformer the norm before the last attention.
 * @throws OptionError for a name that the model has not.
 */
export function chooseLayer(model: Classifier, layer: string | undefined): ReadonlySet<Module> {
  const stages = model.stages;
  if (layer === undefined) {
    // Behind the last attention only the class token reaches the logits: no patch has a gradient there.
    if (model instanceof VisionTransformer) return new Set([model.lastAttentionNorm]);
    return new Set(stages.slice(0, -1).flatMap(({ modules }) => modules.slice(-1)));
  }
  const module =
    stages.find(({ name }) => name === layer)?.modules.at(-1) ??
    model.namedModules().find(([name]) => name === layer)?.[1];
  if (module !== undefined) return new Set([module]);
  const names = stages.map(({ name }) => name).join(', ');
  throw new OptionError(
    `gradCam: the model has no stage or module '${layer}'; its stages are ${names}, its modules those of namedModules()`,
    { received: layer },
  );
}

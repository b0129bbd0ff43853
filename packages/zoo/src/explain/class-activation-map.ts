import {
  AdaptiveAvgPool2d,
  Dropout,
  Flatten,
  GlobalAvgPool,
  Identity,
  Linear,
  type Module,
  Sequential,
} from '@cv/layers';
import { clone, matmul, mul, reshape, scope, sum, type Tensor, withPool } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import type { Classifier } from '../classifier.ts';
import { type ClassOptions, explainedMask } from './explained-class.ts';
import type { ClassHeatmap } from './heatmap.ts';
import { readHeatmaps } from './read-heatmaps.ts';

/**
 * Class activation map: where the maps before the global average pool speak for a class, each weighted by the last linear layer. It needs no
 * gradient, and its mean over the map, plus the bias of the class, is the logit.
 *
 * `M_c(y, x) = sum_k w_k^c f_k(y, x)`, or the map of the class itself where the pool is the last layer (SqueezeNet).
 * @param model one whose logits are a linear function of averaged maps: ResNets, DenseNets, MobileNets, SqueezeNets, ...
 * @param x float32 `[N, H, W, C]`, preprocessed; borrowed.
 * @returns a map for each picture, of the size of the last maps; 0 is the smallest value and 1 the largest, as in the authors' code.
 * @throws OptionError for another model (VGG, vision transformers), which {@link gradCam} explains, and for a class that is none; whatever
 * the model throws.
 * @source Zhou et al. 2016, Learning deep features for discriminative localization, equation 2, https://arxiv.org/abs/1512.04150
 * @example
 * ```ts
 * const [heatmap] = await classActivationMap(model, images);
 * const { map, height, width, classIndex } = heatmap!; // 7 x 7 values
 * ```
 */
export async function classActivationMap(
  model: Classifier,
  x: Tensor,
  { classIndex }: ClassOptions = {},
): Promise<ClassHeatmap[]> {
  const { pool: averaged, linear } = averagedMaps(model);
  return withPool(async (pool) => {
    let evidence: Tensor | undefined; // [N, H, W, classes]
    const logits = model.forward(x, {
      training: false,
      enter: (module, input) => {
        if (module === averaged) evidence = pool.track(scope(() => byClass(input, linear)));
      },
    });
    pool.track(logits);
    const maps = scope(() => {
      const mask = explainedMask(logits, classIndex, 'classActivationMap');
      const [count, classes] = mask.shape as [number, number];
      return sum(mul(evidence!, reshape(mask, [count, 1, 1, classes])), { axis: -1 }); // the pool has run
    });
    pool.track(maps);
    return readHeatmaps({ maps, logits }, { choice: classIndex, rule: 'min-max' });
  });
}

function byClass(maps: Tensor, linear: Linear | null): Tensor {
  if (linear === null) return clone(maps);
  const [count, height, width, channels] = maps.shape as [number, number, number, number];
  const rows = matmul(reshape(maps, [count * height * width, channels]), linear.weight.value);
  return reshape(rows, [count, height, width, linear.outFeatures]);
}

/** The pool that averages the last maps, and the linear layer behind it. */
function averagedMaps(model: Classifier): { pool: Module; linear: Linear | null } {
  const layers = model.stages
    .flatMap(({ modules }) => modules.flatMap(leaves))
    .filter((module) => !passive.some((kind) => module instanceof kind));
  const last = layers.at(-1);
  const linear = last instanceof Linear ? last : null;
  const pool = linear === null ? last : layers.at(-2);
  if (pool instanceof GlobalAvgPool) return { pool, linear };
  if (pool instanceof AdaptiveAvgPool2d && pool.outputSize.every((length) => length === 1)) return { pool, linear };
  const kinds = layers.slice(-3).map(({ kind }) => kind);
  throw new OptionError(
    `classActivationMap: the logits of this model are no linear function of averaged maps (it ends with ${kinds.join(', ')}); gradCam explains it`,
    { kinds },
  );
}

/** What changes nothing in prediction. */
const passive = [Dropout, Flatten, Identity] as const;

function leaves(module: Module): Module[] {
  return module instanceof Sequential ? module.children().flatMap(([, child]) => leaves(child)) : [module];
}

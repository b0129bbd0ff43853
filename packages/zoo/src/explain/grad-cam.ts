import {
  clone,
  dispose,
  mean,
  mul,
  type Pool,
  relu,
  scope,
  sum,
  type Tensor,
  valueAndGrads,
  withPool,
} from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import type { Classifier } from '../classifier.ts';
import { chooseLayer } from './choose-layer.ts';
import { type ClassChoice, type ClassOptions, explainedScore } from './explained-class.ts';
import type { ClassHeatmap } from './heatmap.ts';
import { isMap, mapsOf } from './maps-of.ts';
import { readHeatmaps } from './read-heatmaps.ts';

/** Options of {@link gradCam}. */
export interface GradCamOptions extends ClassOptions {
  /**
   * Whose output is weighed: a stage such as `stage4`, or a module such as `layer4.1.conv2`. The last stage before the head that gives a
   * map when left out; for vision transformers the norm before the last attention, the last place where patches matter to the logits.
   */
  layer?: string;
}

/**
 * Grad-CAM: the maps of a deep layer, each weighted by how much the logit of a class depends on it on average, added up, negative sums
 * cut off. It shows which parts of a picture speak for the class, as finely as the layer sees (7 x 7 for most nets of 224 x 224).
 *
 * `L = relu(sum_k alpha_k A^k)` with `alpha_k` the mean over the map of `d logit / d A^k`.
 * @param model as it stands, in prediction; its parameters stay as they are.
 * @param x float32 `[N, H, W, C]`, preprocessed; borrowed.
 * @returns a map for each picture, of the layer's size; 1 is the largest value, 0 stays 0, and all is 0 where nothing speaks for the class.
 * @throws OptionError for a layer that the model has not, that did not run or gives no map, and for a class that is none; whatever the
 * model throws.
 * @source Selvaraju et al. 2017, Grad-CAM, equations 1 and 2, https://arxiv.org/abs/1610.02391; tokens of vision transformers as in
 * jacobgil/pytorch-grad-cam, which also subtracts the smallest value
 * @example
 * ```ts
 * const [heatmap] = await gradCam(model, images, { classIndex: 207 });
 * const shown = overlayHeatmap(picture, heatmap!, { region: inputRegion(picture, models.resnet50.preprocessing) });
 * ```
 */
export async function gradCam(
  model: Classifier,
  x: Tensor,
  { layer, classIndex }: GradCamOptions = {},
): Promise<ClassHeatmap[]> {
  return withPool(async (pool) => {
    const { features, logits, gradient } = featuresWithGradient({ model, x, pool }, { layer, classIndex });
    const maps = scope(() => {
      const weights = mean(mapsOf(gradient, model), { axis: [1, 2], keepDims: true });
      return relu(sum(mul(mapsOf(features, model), weights), { axis: -1 }));
    });
    pool.track(maps);
    dispose([features, gradient]); // else a device that records would compute them for a reader
    return readHeatmaps({ maps, logits }, { choice: classIndex, rule: 'max' });
  });
}

/** What the chosen layer gives, the logits, and the gradient of the explained logits by the layer; all in the pool. */
function featuresWithGradient(
  { model, x, pool }: { readonly model: Classifier; readonly x: Tensor; readonly pool: Pool },
  { layer, classIndex }: { readonly layer: string | undefined; readonly classIndex: ClassChoice },
): { features: Tensor; logits: Tensor; gradient: Tensor } {
  const wanted = chooseLayer(model, layer);
  const held: Tensor[] = []; // what the gradient is asked for must be what the model went on with, so it is kept, not cloned
  let logits: Tensor | undefined;
  const { value, grads } = valueAndGrads((watch) => {
    const output = model.forward(x, {
      training: false,
      capture: (module, y) => {
        if (wanted.has(module) && (layer !== undefined || isMap(y, model))) held.push(pool.track(y));
      },
    });
    logits = pool.track(clone(output));
    const features = held.pop();
    dispose(held); // of the stages before
    if (features === undefined || !isMap(features, model)) throw noMap(features, layer);
    held.push(watch(features));
    return explainedScore(output, classIndex, 'gradCam');
  }, []);
  const [gradient] = grads;
  dispose(value);
  return { features: held.at(-1)!, logits: logits!, gradient: pool.track(gradient!) }; // the function above has run
}

function noMap(features: Tensor | undefined, layer: string | undefined): OptionError {
  if (layer === undefined) {
    return new OptionError(
      'gradCam: the model has no map before its head, only vectors; saliency explains it by its pixels',
    );
  }
  const reason =
    features === undefined
      ? 'did not run; of a container whose parts are run one by one choose the last part'
      : `gives [${features.shape.join()}], expected a map [N, H, W, C]`;
  return new OptionError(`gradCam: '${layer}' ${reason}`, { layer });
}

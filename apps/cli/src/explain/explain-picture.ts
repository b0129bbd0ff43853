import type { Picture } from '@cv/image';
import type { Tensor } from '@cv/tensor';
import { dispose, tensor } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import {
  attentionRollout,
  type ClassHeatmap,
  type Classifier,
  classActivationMap,
  gradCam,
  type Heatmap,
  type PreprocessingRecipe,
  preprocess,
  saliency,
  topk,
} from '@cv/zoo';

/** What `--method` says. */
export type Method = 'grad-cam' | 'cam' | 'saliency' | 'rollout';

/** How to explain. */
export interface Explanation {
  readonly method: Method;
  /** The class that the model says of the picture without it. */
  readonly classIndex: number | undefined;
  /** For grad-cam. */
  readonly layer: string | undefined;
}

/** What was found, and how probable the class is. */
export interface Explained {
  readonly heatmap: Heatmap;
  readonly index: number;
  readonly probability: number;
}

/** @throws OptionError for options that the method has not */
export function requireOptionsOf({ method, classIndex, layer }: Explanation): void {
  if (layer !== undefined && method !== 'grad-cam') throw new OptionError(`--layer is for grad-cam, not for ${method}`);
  if (classIndex !== undefined && method === 'rollout') {
    throw new OptionError('--class: rollout shows where the model looks, whatever the class; leave it out');
  }
}

/** Explains what the model says of a picture. */
export async function explainPicture(
  { model, recipe }: { readonly model: Classifier; readonly recipe: PreprocessingRecipe },
  picture: Picture,
  explanation: Explanation,
): Promise<Explained> {
  const { images, shape } = preprocess([picture], recipe);
  const x = tensor(images, shape);
  try {
    const [heatmap] = (await methods[explanation.method](model, x, explanation)) as [Heatmap];
    const index = explanation.classIndex ?? topk(heatmap.logits, 1)[0]!.index;
    return { heatmap, index, probability: probabilityOf(heatmap.logits, index) };
  } finally {
    dispose(x);
  }
}

type Explain = (model: Classifier, x: Tensor, explanation: Explanation) => Promise<readonly (Heatmap | ClassHeatmap)[]>;

const ofClass = ({ classIndex }: Explanation) => (classIndex === undefined ? {} : { classIndex });

const methods: Readonly<Record<Method, Explain>> = {
  'grad-cam': (model, x, explanation) =>
    gradCam(model, x, {
      ...ofClass(explanation),
      ...(explanation.layer === undefined ? {} : { layer: explanation.layer }),
    }),
  cam: (model, x, explanation) => classActivationMap(model, x, ofClass(explanation)),
  saliency: (model, x, explanation) => saliency(model, x, ofClass(explanation)),
  rollout: (model, x) => attentionRollout(model, x),
};

/** Softmax at one place. */
function probabilityOf(logits: Float32Array, index: number): number {
  const largest = logits.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const total = logits.reduce((sum, value) => sum + Math.exp(value - largest), 0);
  return Math.exp(logits[index]! - largest) / total;
}

import { clone, dispose, type Pool, type Tensor, valueAndGrads } from '@cv/tensor';
import type { Classifier } from '../classifier.ts';
import { type ClassChoice, explainedScore } from './explained-class.ts';

/** The gradient of the explained logits by the pixels, `[N, H, W, C]`, and all logits; both in the pool. */
export function inputGradient(
  { model, x, pool }: { readonly model: Classifier; readonly x: Tensor; readonly pool: Pool },
  { choice, where }: { readonly choice: ClassChoice; readonly where: string },
): { gradient: Tensor; logits: Tensor } {
  let logits: Tensor | undefined;
  const { value, grads } = valueAndGrads(() => {
    const output = model.forward(x);
    logits = pool.track(clone(output));
    return explainedScore(output, choice, where);
  }, [x]);
  dispose(value);
  return { gradient: pool.track(grads[0]!), logits: logits! }; // the function above has run
}

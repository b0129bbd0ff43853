import { engine, Tensor as TfTensor } from '@tensorflow/tfjs-core';
import { prepareBackend } from '../composed/prepare-backend.ts';
import { OptionError, ShapeError } from '../errors.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';
import { fill } from '../tfjs/fill.ts';
import { run } from '../tfjs/run.ts';
import { tidy } from '../tfjs/tidy.ts';
import { registerGradients } from './register-gradients.ts';

export interface ValueAndGrads {
  /** Scalar. */
  readonly value: Tensor;
  /**
   * One for each parameter and then one for each watched tensor, of its shape; zeros where the value does not depend on it.
   */
  readonly grads: Tensor[];
}

/**
 * Asks, while the function of {@link valueAndGrads} runs, for the gradient of a tensor that it has just made, such as an activation.
 *
 * @returns x itself, which must be what the value is computed from: a clone of it does not count
 */
export type Watch = (x: Tensor) => Tensor;

/**
 * Runs a function and differentiates its result by the parameters it used, and by what it watched on the way (reverse mode). First
 * derivatives only.
 *
 * @param f returns a float32 scalar, usually a loss
 * @param parameters float32 tensors that f uses; at least one, unless f watches some
 * @returns the value and the gradients; the caller disposes them. Everything else is freed, also when f throws.
 * @throws ShapeError when f does not return a scalar; OptionError when it returns no tensor or there is nothing to differentiate by;
 *   DTypeError, DisposedError
 * @example
 * ```ts
 * const { value, grads } = valueAndGrads(() => softmaxCrossEntropy(matmul(x, weight), labels), [weight]);
 * ```
 */
export function valueAndGrads(f: (watch: Watch) => Tensor, parameters: readonly Tensor[]): ValueAndGrads {
  for (let i = 0; i < parameters.length; i++) checkTensor('valueAndGrads', `parameters[${i}]`, parameters[i]!, FLOAT);
  registerGradients();
  prepareBackend();
  try {
    return tidy(() => {
      const nothing = fill([], 0); // tfjs asks for one parameter before f has had the chance to watch any
      // tfjs looks at the list only when f has returned.
      const sources = [nothing, ...parameters];
      const watch: Watch = (x) => {
        checkTensor('watch', 'x', x, FLOAT);
        sources.push(x);
        return x;
      };
      const { value, grads } = engine().gradients(() => checkedValue(f(watch), sources), sources, fill([], 1), true);
      return { value, grads: ownGradients(grads, sources).slice(1) } as unknown as Record<string, Tensor>;
    }) as unknown as ValueAndGrads;
  } catch (error) {
    abandonTape();
    throw error;
  }
}

/** A tensor for each source: zeros where there is none, a copy where two sources have one. */
function ownGradients(grads: readonly (Tensor | undefined)[], sources: readonly Tensor[]): Tensor[] {
  const given = new Set<Tensor>();
  return grads.map((grad, i) => {
    if (grad === undefined) return fill(sources[i]!.shape, 0);
    const own = given.has(grad) ? run('Identity', { x: grad }) : grad;
    given.add(own);
    return own;
  });
}

/** @param sources what the value is differentiated by; the first is a placeholder. */
function checkedValue(value: Tensor, sources: readonly Tensor[]): Tensor {
  if (sources.length === 1) {
    throw new OptionError('valueAndGrads: no parameter given and nothing watched, expected at least one of them', {
      op: 'valueAndGrads',
    });
  }
  if (!(value instanceof TfTensor)) {
    throw new OptionError('valueAndGrads: the function returned no tensor, expected a scalar. It must not be async.', {
      op: 'valueAndGrads',
    });
  }
  checkTensor('valueAndGrads', 'the value', value, FLOAT);
  if (value.shape.length !== 0) {
    throw new ShapeError(
      `valueAndGrads: the function returned ${shapeText(value.shape)}, expected a scalar. Reduce it with mean() or sum().`,
      {
        op: 'valueAndGrads',
        received: value.shape,
      },
    );
  }
  // The result belongs to the caller, a parameter does not; and what was watched may be kept by somebody else.
  return sources.includes(value) ? run('Identity', { x: value }) : value;
}

/** Frees what the tape saved for a backward pass that will not come: tfjs forgets it when the function throws. */
function abandonTape(): void {
  const { state } = engine();
  if (state.gradientDepth > 0 || !state.activeTape) return;
  for (const node of state.activeTape) for (const saved of node.saved ?? []) saved.dispose();
  state.activeTape = [];
}

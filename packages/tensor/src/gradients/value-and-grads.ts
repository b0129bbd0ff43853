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
  /** One for each parameter, of its shape; zeros for a parameter that the value does not depend on. */
  readonly grads: Tensor[];
}

/**
 * Runs a function and differentiates its result by the parameters it used (reverse mode). First derivatives only.
 *
 * @param f returns a float32 scalar, usually a loss
 * @param parameters float32 tensors that f uses, at least one
 * @returns the value and the gradients; the caller disposes them. Everything else is freed, also when f throws.
 * @throws ShapeError when f does not return a scalar; OptionError when it returns no tensor or there is no parameter; DTypeError, DisposedError
 * @example
 * ```ts
 * const { value, grads } = valueAndGrads(() => softmaxCrossEntropy(matmul(x, weight), labels), [weight]);
 * ```
 */
export function valueAndGrads(f: () => Tensor, parameters: readonly Tensor[]): ValueAndGrads {
  if (parameters.length === 0)
    throw new OptionError('valueAndGrads: no parameter given, expected at least one', { op: 'valueAndGrads' });
  for (let i = 0; i < parameters.length; i++) checkTensor('valueAndGrads', `parameters[${i}]`, parameters[i]!, FLOAT);
  registerGradients();
  prepareBackend();
  try {
    return tidy(() => {
      const { value, grads } = engine().gradients(
        () => checkedValue(f(), parameters),
        [...parameters],
        fill([], 1),
        true,
      );
      return { value, grads: grads.map((grad, i) => grad ?? fill(parameters[i]!.shape, 0)) } as unknown as Record<
        string,
        Tensor
      >;
    }) as unknown as ValueAndGrads;
  } catch (error) {
    abandonTape();
    throw error;
  }
}

function checkedValue(value: Tensor, parameters: readonly Tensor[]): Tensor {
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
  // The result belongs to the caller, a parameter does not.
  return parameters.includes(value) ? run('Identity', { x: value }) : value;
}

/** Frees what the tape saved for a backward pass that will not come: tfjs forgets it when the function throws. */
function abandonTape(): void {
  const { state } = engine();
  if (state.gradientDepth > 0 || !state.activeTape) return;
  for (const node of state.activeTape) for (const saved of node.saved ?? []) saved.dispose();
  state.activeTape = [];
}

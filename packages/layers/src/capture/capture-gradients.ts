import { clone, type Tensor, valueAndGrads, withPool } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import type { Module } from '../module.ts';
import { type PlainTensor, readPlain } from './plain-tensor.ts';
import { type CaptureOptions, recordForward } from './record-forward.ts';

/** Options of {@link captureGradients}. */
export interface CaptureGradientsOptions<N extends string = string> extends Omit<CaptureOptions<N>, 'inputs'> {
  /** What is differentiated, from the output of the model: a scalar, such as one logit or a loss. */
  of: (output: Tensor) => Tensor;
}

/** What one module gave and how the scalar depends on it. */
export interface ActivationWithGradient extends PlainTensor {
  /** Change of the scalar for a change of each value of the output, by every way that leads there; zeros where none does. */
  readonly gradient: PlainTensor;
}

/** What {@link captureGradients} gives. */
export interface CapturedGradients<N extends string = string> {
  /** What the model gives. */
  readonly output: PlainTensor;
  /** What was differentiated. */
  readonly value: number;
  /** By module name. */
  readonly activations: Readonly<Record<N, ActivationWithGradient>>;
}

/**
 * Runs a forward and a backward pass and reads the outputs of modules with the gradients of a scalar by them: what Grad-CAM, saliency and
 * a look at vanishing gradients start from. The backward pass ends at the first captured module.
 *
 * Names are those of {@link capture}. Parameters get no gradients here: `valueAndGrads` gives those.
 * @param model any module tree; its parameters stay as they are.
 * @param x what the model takes; borrowed.
 * @returns copies, the caller's to change or to hand to a worker.
 * @throws OptionError for a name that no module has (with the nearest names), or when none of the modules ran; ShapeError when `of` gives no
 * scalar; whatever the model throws.
 * @source `retain_grad()` on the output that torch.nn.Module.register_forward_hook gives
 * @example
 * ```ts
 * const { activations } = await captureGradients(model, image, {
 *   names: ['layer4'],
 *   of: (logits) => sum(slice(logits, { begin: [0, 281], size: [1, 1] })), // the logit of one class
 * });
 * const { data, gradient } = activations.layer4;
 * ```
 */
export async function captureGradients<N extends string = string>(
  model: Module,
  x: Tensor,
  { of, ...options }: CaptureGradientsOptions<N>,
): Promise<CapturedGradients<N>> {
  return withPool(async (pool) => {
    let recorded: ReturnType<typeof recordForward> | undefined;
    const { value, grads } = valueAndGrads((watch) => {
      const { output, activations } = recordForward(model, x, {
        ...options,
        pool,
        where: 'captureGradients',
        onOutput: watch,
      });
      if (activations.size === 0) {
        throw new OptionError('captureGradients: no module that ran was chosen; choose at least one with names');
      }
      recorded = { output: pool.track(clone(output)), activations };
      return of(output);
    }, []);
    for (const tensor of [value, ...grads]) pool.track(tensor);
    const { output, activations } = recorded!; // the function above has run
    const [plain, scalar, ...entries] = await Promise.all([
      readPlain(output),
      readPlain(value),
      ...[...activations].map(async ([name, each], i): Promise<[string, ActivationWithGradient]> => {
        const [given, gradient] = await Promise.all([readPlain(each.output), readPlain(grads[i]!)]);
        return [name, { ...given, gradient }];
      }),
    ]);
    return {
      output: plain,
      value: scalar.data[0]!,
      activations: Object.fromEntries(entries) as Record<N, ActivationWithGradient>,
    };
  });
}

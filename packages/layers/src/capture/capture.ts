import { type Tensor, withPool } from '@cv/tensor';
import type { Module } from '../module.ts';
import { type PlainTensor, readPlain } from './plain-tensor.ts';
import { type CaptureOptions, recordForward } from './record-forward.ts';

/** What one module gave, and took, as plain data. */
export interface Activation extends PlainTensor {
  /** What the module took; with `inputs`. */
  readonly input?: PlainTensor;
}

/** What {@link capture} gives. */
export interface Captured<N extends string = string> {
  /** What the model gives. */
  readonly output: PlainTensor;
  /** By module name. */
  readonly activations: Readonly<Record<N, Activation>>;
}

/**
 * Runs a forward pass and reads the outputs of modules in the middle of the model: what a page or a plot shows. On a device that records,
 * all is computed and read in one run.
 *
 * Modules have the names of `namedModules()`, such as `conv1` or `layer1.0.bn1`; the model itself is `''`. A module that stands in several
 * places has its first name; when it runs a second time in the same pass, that is `name#2`. Seen is what goes through
 * {@link Module.forward}: an operation between two modules, like the sum of a `Residual` or the scores inside an attention, shows only in the
 * output of the module around it; a container whose parts are run one by one, like `features` of a VGG, has none.
 * @param model any module tree; its parameters stay as they are.
 * @param x what the model takes; borrowed.
 * @returns copies, the caller's to change or to hand to a worker.
 * @throws OptionError for a name that no module has (with the nearest names), or of a module that did not run; whatever the model throws.
 * @source torch.nn.Module.register_forward_hook
 * @example
 * ```ts
 * const { output, activations } = await capture(model, images, { names: ['conv1', 'relu1'] });
 * activations.relu1.shape; // [1, 28, 28, 6]
 * const convolutions = await capture(model, images, { names: (_name, module) => module instanceof Conv2d, inputs: true });
 * ```
 */
export async function capture<N extends string = string>(
  model: Module,
  x: Tensor,
  options: CaptureOptions<N> = {},
): Promise<Captured<N>> {
  return withPool(async (pool) => {
    const { output, activations } = recordForward(model, x, { ...options, pool, where: 'capture' });
    pool.track(output);
    const [plain, ...entries] = await Promise.all([
      readPlain(output),
      ...[...activations].map(async ([name, tensors]): Promise<[string, Activation]> => {
        const [given, taken] = await Promise.all(
          [tensors.output, ...(tensors.input ? [tensors.input] : [])].map(readPlain),
        );
        return [name, { ...given!, ...(taken && { input: taken }) }];
      }),
    ]);
    return { output: plain, activations: Object.fromEntries(entries) as Record<N, Activation> };
  });
}

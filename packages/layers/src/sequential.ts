import type { Tensor } from '@cv/tensor';
import type { Context } from './context.ts';
import { Module } from './module.ts';

/**
 * Runs modules one after the other.
 *
 * The children are named `0`, `1`, ... or, from an object, by its keys. A module that stands there twice shares its weights.
 * @source torch.nn.Sequential
 * @example
 * ```ts
 * const rng = new Rng(1);
 * const model = new Sequential([new Conv2d(1, 6, { kernelSize: 5, rng }), new ReLU(), new Flatten()]);
 * model.namedParameters(); // 0.weight, 0.bias
 * ```
 */
export class Sequential extends Module {
  override readonly kind: string = 'Sequential';
  /** @throws OptionError when a name is empty or has a dot. */
  constructor(modules: readonly Module[] | Readonly<Record<string, Module>>) {
    super();
    for (const [name, module] of Object.entries(modules)) this.child(name, module);
  }

  /**
   * Puts another module in the place of one and disposes the one before.
   * @returns `module`.
   * @throws OptionError when there is none of that name.
   * @example
   * ```ts
   * classifier.replace('6', new Linear(4096, 10, { rng }));
   * ```
   */
  replace<M extends Module>(name: string, module: M): M {
    return this.replaceChild(name, module);
  }

  /**
   * @param x what the first module takes.
   * @returns what the last module gives; an empty sequence gives its input.
   */
  protected override compute(x: Tensor, context: Context): Tensor {
    return this.children().reduce((input, [, module]) => module.forward(input, context), x);
  }
}

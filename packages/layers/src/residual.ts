import { add, type Tensor } from '@cv/tensor';
import type { Context } from './context.ts';
import { Module } from './module.ts';

/**
 * Adds a shortcut around a module: `y = body(x) + shortcut(x)`.
 *
 * Children `body` and, where given, `shortcut`.
 * @source He et al. 2015, https://arxiv.org/abs/1512.03385
 * @example
 * ```ts
 * const block = new Residual(new Sequential([conv, norm, relu, conv2]));
 * const projected = new Residual(body, new Conv2d(64, 128, { kernelSize: 1, stride: 2, rng }));
 * ```
 */
export class Residual extends Module {
  override readonly kind: string = 'Residual';
  readonly body: Module;
  readonly shortcut: Module | null;

  /** @param shortcut what fits the input to the output of `body`; the input itself when left out. */
  constructor(body: Module, shortcut: Module | null = null) {
    super();
    this.body = this.child('body', body);
    this.shortcut = shortcut === null ? null : this.child('shortcut', shortcut);
  }

  /**
   * @param x what `body` takes.
   * @returns the sum.
   * @throws ShapeError when the two do not have one shape.
   */
  protected override compute(x: Tensor, context: Context): Tensor {
    return add(this.body.forward(x, context), this.shortcut?.forward(x, context) ?? x);
  }
}

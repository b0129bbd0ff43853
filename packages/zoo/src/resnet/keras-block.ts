import { type Context, Module, type ReLU } from '@cv/layers';
import { add, type Tensor } from '@cv/tensor';

/** The parts of a {@link KerasBlock}, by their names. */
export interface KerasBlockParts {
  /** One after the other. */
  readonly path: Readonly<Record<string, Module>>;
  /** What fits the input to the output of the path; the input itself where it is empty. */
  readonly shortcut: Readonly<Record<string, Module>>;
  readonly relu: ReLU;
}

/**
 * A residual block, `relu(path(x) + shortcut(x))`, that is no child of its model: its parts are, since Keras names the layers of a model
 * in one flat list.
 */
export class KerasBlock extends Module {
  override readonly kind: string = 'KerasBlock';
  readonly #path: readonly Module[];
  readonly #shortcut: readonly Module[];
  readonly #relu: ReLU;

  constructor({ path, shortcut, relu }: KerasBlockParts) {
    super();
    this.#path = Object.values(path);
    this.#shortcut = Object.values(shortcut);
    this.#relu = relu;
    for (const [name, module] of Object.entries({ ...path, ...shortcut })) this.child(name, module);
  }

  protected override compute(x: Tensor, context: Context): Tensor {
    const through = (modules: readonly Module[]): Tensor =>
      modules.reduce((input, module) => module.forward(input, context), x);
    return this.#relu.forward(add(through(this.#path), through(this.#shortcut)), context);
  }
}

import { clone, type Shape, scope, type Tensor } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import { type Context, inference } from './context.ts';
import type { CountBuffer } from './count-buffer.ts';
import { loadState, loadStateFrom } from './load-state.ts';
import { Parameter } from './parameter.ts';
import type { SlidingWindow } from './sliding-window.ts';
import type { LoadReport, StateDict, StateSource, StateTensor } from './state-dict.ts';
import type { TensorBuffer } from './tensor-buffer.ts';

/** State that is no parameter: a tensor or a count. */
export type ModuleBuffer = TensorBuffer | CountBuffer;

/**
 * A node of a model: named parameters, buffers and children, in PyTorch's names and order.
 *
 * A subclass registers what it owns in its constructor with {@link parameter}, {@link buffer} and {@link child}, and
 * says in {@link compute} how the output comes about; {@link forward} is what others call.
 *
 * @source torch.nn.Module; the mode (training, random numbers) travels in the context instead of in the modules.
 * @example
 * ```ts
 * class Head extends Module {
 *   readonly fc: Linear;
 *   constructor(rng: Rng) {
 *     super();
 *     this.fc = this.child('fc', new Linear(84, 10, { rng }));
 *   }
 *   protected override compute(x: Tensor, context: Context): Tensor {
 *     return relu(this.fc.forward(x, context));
 *   }
 * }
 * ```
 */
export abstract class Module {
  /** What it is, by PyTorch's name of the class. A class of your own is to say its name, too: a bundler shortens those of classes. */
  readonly kind: string = this.constructor.name;
  readonly #parameters = new Map<string, Parameter>();
  readonly #buffers = new Map<string, ModuleBuffer>();
  readonly #children = new Map<string, Module>();

  /** What {@link forward} computes; may leave intermediates to it and may return `x` itself. */
  protected abstract compute(x: Tensor, context: Context): Tensor;

  /**
   * Computes the output, frees every intermediate, and shows the output to `context.capture`.
   * @param x the shape that the module documents; borrowed.
   * @param context a plain prediction when left out.
   * @returns a tensor of its own, the caller's to dispose.
   */
  forward(x: Tensor, context: Context = inference): Tensor {
    return scope(() => {
      context.enter?.(this, x);
      const y = this.compute(x, context);
      const output = y === x ? clone(x) : y; // else disposing the output would dispose the input
      context.capture?.(this, output);
      return output;
    });
  }

  /**
   * Multiply-accumulates of one pass, without those of the children. The rule of the whole project: convolutions, linear layers and the
   * matrix products of attention count; biases, norms, activations, pools and sums do not.
   *
   * @param _input shape of the input, batch first
   * @param _output shape of the output
   * @returns 0 unless a class says otherwise
   */
  macs(_input: Shape, _output: Shape): number {
    return 0;
  }

  /**
   * The window that slides over the image.
   *
   * @param _input shape of the input, `[N, H, W, C]`
   * @returns null where none does and each place looks at its own, as in an activation, unless a class says otherwise; `'varies'` where
   * places look at more than their own, but not all through the same window
   */
  window(_input: Shape): SlidingWindow | 'varies' | null {
    return null;
  }

  /** Registers a parameter under its PyTorch name. */
  protected parameter(name: string, value: Parameter): Parameter {
    this.#requireFree(name);
    this.#parameters.set(name, value);
    return value;
  }

  /** Registers a buffer under its PyTorch name. */
  protected buffer<B extends ModuleBuffer>(name: string, value: B): B {
    this.#requireFree(name);
    this.#buffers.set(name, value);
    return value;
  }

  /** Registers a child under its PyTorch name; the same module may be a child twice and shares its weights then. */
  protected child<M extends Module>(name: string, module: M): M {
    this.#requireFree(name);
    this.#children.set(name, module);
    return module;
  }

  /** Puts another module in the place of a child and disposes the one before. */
  protected replaceChild<M extends Module>(name: string, module: M): M {
    const before = this.#children.get(name);
    if (before === undefined) {
      throw new OptionError(
        `replaceChild: there is no child '${name}'; the children are ${[...this.#children.keys()].join(', ')}`,
      );
    }
    this.#children.set(name, module);
    before.dispose();
    return module;
  }

  /** The direct children with their names. */
  children(): [string, Module][] {
    return [...this.#children];
  }

  /** This module (name `''`) and all below with their dotted names, parents first, each module once. */
  namedModules(): [string, Module][] {
    const seen = new Set<Module>();
    return walk(this, '').filter(([, module]) => !seen.has(module) && seen.add(module));
  }

  /** All parameters with their dotted names; a shared one once, under its first name. */
  namedParameters(): [string, Parameter][] {
    return unique(this.namedState()).filter((entry): entry is [string, Parameter] => entry[1] instanceof Parameter);
  }

  /** All buffers with their dotted names; a shared one once, under its first name. */
  namedBuffers(): [string, ModuleBuffer][] {
    return unique(this.namedState()).filter(
      (entry): entry is [string, ModuleBuffer] => !(entry[1] instanceof Parameter),
    );
  }

  /** All parameters, each once. */
  parameters(): Parameter[] {
    return this.namedParameters().map(([, parameter]) => parameter);
  }

  /** Every name of every parameter and buffer in the order of the state dict; a shared one under all its names. */
  namedState(): [string, Parameter | ModuleBuffer][] {
    return walk(this, '').flatMap(([path, module]) =>
      [...module.#parameters, ...module.#buffers].map(([name, slot]): [string, Parameter | ModuleBuffer] => [
        join(path, name),
        slot,
      ]),
    );
  }

  /**
   * All parameters and buffers of this moment as plain data in PyTorch's names, order and layout.
   * Training may go on while the values are read.
   */
  async stateDict(): Promise<StateDict> {
    const readers = this.namedState().map(([name, slot]) => [name, slot.snapshot()] as const);
    const settled = await Promise.allSettled(readers.map(([, read]) => read())); // every snapshot is freed, come what may
    const failed = settled.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    return Object.fromEntries(
      settled.map((outcome, index) => [readers[index]![0], (outcome as PromiseFulfilledResult<StateTensor>).value]),
    );
  }

  /**
   * Replaces parameters and buffers by stored ones. Nothing changes unless all that is to be loaded fits.
   *
   * A count that is missing (`num_batches_tracked`, which older files lack) keeps its value and is not reported, as in PyTorch.
   * @param dict tensors in PyTorch's names and layout, of any float type; copied.
   * @param options.strict `true`: missing, unexpected or mismatched keys are an error; `false`: what fits is loaded.
   * @returns what was missing, unexpected, reshaped and (not strict) left alone.
   * @throws WeightsError with the keys and shapes that do not fit.
   */
  loadStateDict(dict: StateDict, { strict = true }: { strict?: boolean } = {}): LoadReport {
    return loadState(this, dict, strict);
  }

  /**
   * Replaces parameters and buffers by stored ones that are read one at a time: beside the model there is never more than one tensor in
   * memory. Nothing is read unless names, shapes and dtypes fit. A read that fails midway leaves the tensors before it loaded.
   * @param source such as a file that `openWeights` of `@cv/zoo` opened.
   * @param options.strict as in {@link loadStateDict}.
   * @returns what was missing, unexpected, reshaped and (not strict) left alone.
   * @throws WeightsError with the keys and shapes that do not fit; whatever `source.tensor` throws.
   * @example
   * ```ts
   * const { missing } = await model.loadStateFrom(source, { strict: false });
   * ```
   */
  async loadStateFrom(source: StateSource, { strict = true }: { strict?: boolean } = {}): Promise<LoadReport> {
    return await loadStateFrom(this, source, strict);
  }

  /** Frees every parameter and buffer of the whole tree; a second call does nothing. */
  dispose(): void {
    for (const [, slot] of this.namedState()) slot.dispose();
  }

  #requireFree(name: string): void {
    if (name === '' || name.includes('.')) {
      throw new OptionError(`Module: '${name}' is no name for a part of a module; expected one without dots`, { name });
    }
    if (this.#parameters.has(name) || this.#buffers.has(name) || this.#children.has(name)) {
      throw new OptionError(`Module: '${name}' is registered already; names must be unique in a module`, { name });
    }
  }
}

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** Depth first, parents before children; a shared module appears under each of its names. */
function walk(module: Module, path: string): [string, Module][] {
  return [[path, module], ...module.children().flatMap(([name, child]) => walk(child, join(path, name)))];
}

function unique<T>(entries: [string, T][]): [string, T][] {
  const seen = new Set<T>();
  return entries.filter(([, value]) => !seen.has(value) && seen.add(value));
}

import { type Shape, scope, type Tensor, zeros } from '@cv/tensor';
import { withoutDrawing } from '../held-tensor.ts';
import type { Module } from '../module.ts';
import { ownParameters } from '../own-parameters.ts';
import type { Parameter } from '../parameter.ts';
import type { ReceptiveField } from './field-geometry.ts';
import { FieldTracker } from './field-tracker.ts';

/** One call of one layer. */
export interface LayerSummary {
  /** As in `namedModules()`; a second call is `name#2`, a module that the tree does not list its kind in brackets. */
  readonly name: string;
  readonly kind: string;
  readonly outputShape: Shape;
  /** Values of its own parameters; 0 for those that were counted before. */
  readonly params: number;
  /** Multiply-accumulates, see {@link Module.macs}. */
  readonly macs: number;
  /** Of its output in float32; 0 when that is what one of its parts gave. */
  readonly activationBytes: number;
  /** Null where the output is no image, or the way to it is not known. */
  readonly receptiveField: ReceptiveField | null;
}

/** What {@link summary} gives: plain data, ready for JSON. */
export interface ModelSummary {
  readonly inputShape: Shape;
  /** What has parameters of its own, or no parts: in the order in which they are called. */
  readonly layers: readonly LayerSummary[];
  /** Of the whole model, also of what was not called. */
  readonly params: number;
  readonly trainableParams: number;
  readonly macs: number;
  /** Sum over the layers: what a training step that keeps every output would hold. */
  readonly activationBytes: number;
  /** Of the parameters in float32. */
  readonly paramBytes: number;
}

const BYTES = 4;

/**
 * Tells what a model consists of, layer by layer, for an input of a shape: output shapes, parameters, multiply-accumulates, memory and
 * receptive fields.
 *
 * Multiply-accumulates (MACs) count convolutions, linear layers and the matrix products of attention, without bias, norm or activation,
 * for the whole batch. Receptive fields are theoretical: all that an output can depend on, apart from the statistics of norms.
 *
 * A prediction is recorded to learn the shapes. A device that records computes nothing; another computes one forward pass. Weights are
 * not drawn for it and stay as they are.
 * @param model any module tree.
 * @param inputShape with the batch, such as `[1, 224, 224, 3]`.
 * @throws what the model throws for this shape.
 * @example
 * ```ts
 * const { layers, params, macs } = summary(model, [1, 28, 28, 1]);
 * console.log(summaryText(summary(model, [1, 28, 28, 1])));
 * ```
 */
export function summary(model: Module, inputShape: Shape): ModelSummary {
  const layers = scope(() => withoutDrawing(() => traceLayers(model, zeros(inputShape))));
  const total = (count: (layer: LayerSummary) => number) => layers.reduce((sum, layer) => sum + count(layer), 0);
  const parameters = model.parameters();
  const params = sizeOf(parameters);
  return {
    inputShape: [...inputShape],
    layers,
    params,
    trainableParams: sizeOf(parameters.filter(({ trainable }) => trainable)),
    macs: total(({ macs }) => macs),
    activationBytes: total(({ activationBytes }) => activationBytes),
    paramBytes: params * BYTES,
  };
}

function traceLayers(model: Module, x: Tensor): LayerSummary[] {
  const fields = new FieldTracker(x);
  const tally = new Tally(model);
  const layers: LayerSummary[] = [];
  const open: { readonly place: number; readonly input: Shape }[] = [];
  model.forward(x, {
    training: false,
    enter: (_module, input) => {
      fields.enter(input);
      open.push({ place: layers.length, input: input.shape });
    },
    capture: (module, output) => {
      const receptiveField = fields.leave(module, output);
      const { place, input } = open.pop()!; // what ends was begun
      const counts = tally.count(module, input, output);
      if (module.children().length > 0 && counts.params === 0 && counts.macs === 0) return;
      const facts = { name: tally.nameCall(module), kind: module.kind, outputShape: [...output.shape] };
      layers.splice(place, 0, { ...facts, ...counts, receptiveField });
    },
  });
  return layers;
}

/** Counts everything once. */
class Tally {
  readonly #names: ReadonlyMap<Module, string>;
  readonly #calls = new Map<Module, number>();
  readonly #counted = new Set<Parameter | Tensor>();

  constructor(model: Module) {
    this.#names = new Map(model.namedModules().map(([name, module]) => [module, name]));
  }

  count(module: Module, input: Shape, output: Tensor): Pick<LayerSummary, 'params' | 'macs' | 'activationBytes'> {
    const own = ownParameters(module).filter((parameter) => !this.#counted.has(parameter));
    const activationBytes = this.#counted.has(output) ? 0 : output.size * BYTES;
    for (const each of [...own, output]) this.#counted.add(each);
    return { params: sizeOf(own), macs: module.macs(input, output.shape), activationBytes };
  }

  nameCall(module: Module): string {
    const call = (this.#calls.get(module) ?? 0) + 1;
    this.#calls.set(module, call);
    const name = this.#names.get(module) ?? `(${module.kind})`;
    return call === 1 ? name : `${name}#${call}`;
  }
}

const sizeOf = (parameters: readonly Parameter[]): number => parameters.reduce((sum, { size }) => sum + size, 0);

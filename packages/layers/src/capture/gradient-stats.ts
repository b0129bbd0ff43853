import { read, type Tensor, valueAndGrads, withPool } from '@cv/tensor';
import type { Context } from '../context.ts';
import type { Module } from '../module.ts';
import { ownParameters } from '../own-parameters.ts';
import { layerMeasures, norm } from './layer-measures.ts';
import { recordForward } from './record-forward.ts';

/** Options of {@link gradientStats}. */
export interface GradientStatsOptions {
  /** The loss, or any other scalar, from the output of the model. */
  of: (output: Tensor) => Tensor;
  /** Of the forward pass; a plain prediction when left out. In training, batch norm records statistics. */
  context?: Context;
}

/** What one layer gave and how strongly it would learn. Norms are square roots of sums of squares. */
export interface LayerGradientStats {
  /** As in `namedModules()`; a second call is `name#2`, with the parameters of the first. */
  readonly name: string;
  readonly kind: string;
  /** Of all its own parameters; null where it has none. */
  readonly weightNorm: number | null;
  /** Of their gradients; null where it has none. */
  readonly gradientNorm: number | null;
  /** Mean of its output. */
  readonly mean: number;
  /** Standard deviation of its output. */
  readonly std: number;
  /** Norm of the gradient by its output: how much signal comes back as far as here. */
  readonly outputGradientNorm: number;
  /** Channels (places of the last axis) of its output. */
  readonly units: number;
  /** Channels that are 0 in every example and place: behind a ReLU, units that learn nothing from this batch. */
  readonly deadUnits: number;
}

/** What {@link gradientStats} gives: plain data. */
export interface GradientStats {
  /** What was differentiated. */
  readonly value: number;
  /** Norm of the gradients of all parameters. */
  readonly gradientNorm: number;
  /** What has parameters of its own, or no parts: in the order in which they end. */
  readonly layers: readonly LayerGradientStats[];
}

/**
 * Runs a forward and a backward pass and tells, layer by layer, how large weights, outputs and gradients are and how many units are dead: a look at gradients that vanish
 * (norms that fall by orders of magnitude towards the input) or explode, at weights that move too fast, and at ReLUs that never fire.
 *
 * @param model any module tree; its parameters stay as they are.
 * @param x a batch; borrowed.
 * @throws ShapeError when `of` gives no scalar; whatever the model throws.
 * @source Glorot, Bengio 2010: Understanding the difficulty of training deep feedforward neural networks, sections 3 and 4 (what to look at);
 *   gradients equal PyTorch's
 * @example
 * ```ts
 * const { layers } = await gradientStats(model, images, { of: (logits) => crossEntropy(logits, labels) });
 * for (const { name, gradientNorm, weightNorm, deadUnits, units } of layers) console.log(name, gradientNorm, weightNorm, deadUnits / units);
 * ```
 */
export async function gradientStats(
  model: Module,
  x: Tensor,
  { of, ...options }: GradientStatsOptions,
): Promise<GradientStats> {
  return withPool(async (pool) => {
    const parameters = model.parameters();
    const names = (_name: string, module: Module): boolean =>
      module.children().length === 0 || ownParameters(module).length > 0;
    let activations: ReturnType<typeof recordForward>['activations'] = new Map();
    const { value, grads } = valueAndGrads(
      (watch) => {
        const recorded = recordForward(model, x, { ...options, names, pool, where: 'gradientStats', onOutput: watch });
        activations = recorded.activations;
        return of(recorded.output);
      },
      parameters.map((parameter) => parameter.value),
    );
    for (const tensor of [value, ...grads]) pool.track(tensor);
    const gradientOf = new Map(parameters.map((parameter, i) => [parameter, grads[i]!]));
    const modules = new Map(model.namedModules());
    const layers = [...activations].map(([name, { output }], i) => {
      const module = modules.get(name.replace(/#\d+$/, ''))!;
      const own = ownParameters(module);
      const gradients = own.map((parameter) => gradientOf.get(parameter)!);
      const weights = { values: own.map((parameter) => parameter.value), gradients };
      const measures = pool.track(layerMeasures({ value: output, gradient: grads[parameters.length + i]! }, weights));
      return { name, module, units: output.shape.at(-1) ?? 1, learns: own.length > 0, measures };
    });
    const total = pool.track(norm(grads.slice(0, parameters.length)));
    const [loss, gradientNorm, ...rows] = await Promise.all(
      [value, total, ...layers.map(({ measures }) => measures)].map((each) => read(each)),
    );
    return {
      value: loss![0]!,
      gradientNorm: gradientNorm![0]!,
      layers: layers.map(({ name, module, units, learns }, i): LayerGradientStats => {
        const [weightNorm, gradient, average, std, outputGradientNorm, deadUnits] = rows[i] as unknown as Measures;
        const own = learns ? { weightNorm, gradientNorm: gradient } : { weightNorm: null, gradientNorm: null };
        return { name, kind: module.kind, ...own, mean: average, std, outputGradientNorm, units, deadUnits };
      }),
    };
  });
}

type Measures = readonly [number, number, number, number, number, number];

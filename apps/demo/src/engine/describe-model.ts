import { Conv2d, Linear, MaxPool2d, type Module, type Padding, ReLU, Sigmoid, Tanh } from '@cv/layers';
import type { ActivationKind, MapShape, Step } from '../network/step.ts';

/** A step with the names of the modules whose outputs it shows. */
export interface DescribedStep {
  readonly step: Step;
  /** Of the values before the activation function; null for the input. */
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * The steps of a model that runs its modules one after the other: each layer together with the activation that follows it. What changes
 * no value (flatten, dropout) is left out.
 * @param captured what a run gave, for the shapes
 */
export function describeModel(
  model: Module,
  inputShape: MapShape,
  captured: Readonly<Record<string, { readonly shape: readonly number[] }>>,
): DescribedStep[] {
  const steps: DescribedStep[] = [
    { step: { kind: 'input', name: 'input', shape: inputShape }, before: null, after: null },
  ];
  for (const [name, module] of leaves(model)) {
    const activation = activationOf(module);
    const last = steps.at(-1)!;
    if (activation !== undefined) {
      if (last.step.kind === 'conv' || last.step.kind === 'linear') {
        steps[steps.length - 1] = { ...last, step: { ...last.step, activation }, after: name };
      }
      continue;
    }
    const shape = captured[name]?.shape;
    const step = shape && stepOf(name, module, mapShape(shape));
    if (step) steps.push({ step, before: name, after: null });
  }
  return steps;
}

function leaves(model: Module): [string, Module][] {
  return model.namedModules().filter(([name, module]) => name !== '' && module.children().length === 0);
}

function activationOf(module: Module): ActivationKind | undefined {
  if (module instanceof ReLU) return 'relu';
  if (module instanceof Tanh) return 'tanh';
  return module instanceof Sigmoid ? 'sigmoid' : undefined;
}

function stepOf(name: string, module: Module, shape: MapShape): Step | undefined {
  if (module instanceof Linear) return { kind: 'linear', name, shape, activation: null };
  if (module instanceof Conv2d) {
    const { kernelSize, stride, dilation, groups } = module;
    const padding = topLeft(module.padding, kernelSize, dilation);
    return { kind: 'conv', name, shape, kernelSize, stride, padding, dilation, groups, activation: null };
  }
  if (!(module instanceof MaxPool2d)) return undefined;
  const { kernelSize, stride, padding } = module;
  return { kind: 'max-pool', name, shape, kernelSize, stride, padding };
}

/** `[1, H, W, C]` and `[1, n]` of one picture. */
function mapShape(shape: readonly number[]): MapShape {
  return shape.length === 4 ? [shape[1]!, shape[2]!, shape[3]!] : [1, shape[1]!, 1];
}

function topLeft(
  padding: Padding | 'same' | 'valid',
  kernelSize: readonly [number, number],
  dilation: readonly [number, number],
): [number, number] {
  if (padding === 'valid') return [0, 0];
  if (padding === 'same') {
    return [Math.floor(((kernelSize[0] - 1) * dilation[0]) / 2), Math.floor(((kernelSize[1] - 1) * dilation[1]) / 2)];
  }
  if (typeof padding === 'number') return [padding, padding];
  const [rows, columns] = padding;
  return [typeof rows === 'number' ? rows : rows[0], typeof columns === 'number' ? columns : columns[0]];
}

import { OptionError } from '@cv/tensor/errors';
import type { Rng } from '@cv/tensor/rng';
import { Dropout } from './dropout.ts';
import { Flatten } from './flatten.ts';
import { Linear } from './linear.ts';
import type { Module } from './module.ts';
import { ReLU } from './relu.ts';
import { Sequential } from './sequential.ts';
import { wholeNumber } from './whole-number.ts';

/** Options of {@link mlp}. */
export interface MlpOptions {
  /** Values of one example: height times width times channels of a picture. */
  inFeatures: number;
  /** Units of each hidden layer; without any it is a linear classifier. */
  hidden: readonly number[];
  /** Length of the logits. */
  classes: number;
  /** Draws the initial weights; each layer has a stream of its own, split off by its name. */
  rng: Rng;
  /** Probability that a hidden unit is zeroed in training; 0 adds no dropout layers. */
  dropout?: number;
}

/**
 * A multilayer perceptron: `flatten`, then `fc1`, `relu1`, (`dropout1`,) `fc2`, ... and the logits from the last `fc`.
 *
 * @returns a model of float32 `[N, ...]` with `inFeatures` values in each example to logits `[N, classes]`. A picture is read
 * channel by channel, as PyTorch does.
 * @throws OptionError when a number of features, units or classes is no whole number above 0, or `dropout` no probability.
 * @source Rumelhart, Hinton, Williams 1986; torchvision.ops.MLP, which numbers its layers, puts a dropout after the last one too, and
 * does not flatten.
 * @example
 * ```ts
 * const model = mlp({ inFeatures: 784, hidden: [128, 64], classes: 10, rng: new Rng(1) });
 * const logits = model.forward(images); // [N, 28, 28, 1] -> [N, 10]
 * ```
 */
export function mlp({ inFeatures, hidden, classes, rng, dropout = 0 }: MlpOptions): Sequential {
  // All before the first layer exists: what throws cannot free what it made.
  wholeNumber(inFeatures, 'inFeatures', 'mlp');
  wholeNumber(classes, 'classes', 'mlp');
  for (const [index, units] of hidden.entries()) wholeNumber(units, `hidden[${index}]`, 'mlp');
  if (!(dropout >= 0 && dropout <= 1)) {
    throw new OptionError(`mlp: dropout is ${dropout}, expected a probability of 0 to 1`, { received: dropout });
  }
  const layers: Record<string, Module> = { flatten: new Flatten() };
  let inputs = inFeatures;
  for (const [index, units] of [...hidden, classes].entries()) {
    const name = `fc${index + 1}`;
    layers[name] = new Linear(inputs, units, { rng: rng.split(name) });
    inputs = units;
    if (index === hidden.length) break;
    layers[`relu${index + 1}`] = new ReLU();
    if (dropout > 0) layers[`dropout${index + 1}`] = new Dropout(dropout);
  }
  return new Sequential(layers);
}

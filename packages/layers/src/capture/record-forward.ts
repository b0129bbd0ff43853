import { clone, dispose, type Pool, type Tensor } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import { type Context, inference } from '../context.ts';
import type { Module } from '../module.ts';
import { callNames } from './call-names.ts';
import { chooseModules, type ModuleNames } from './choose-modules.ts';

/** Options of {@link capture} and its relatives. */
export interface CaptureOptions<N extends string = string> {
  /** Names of modules as in `namedModules()` (the model itself is `''`), or a predicate; all when left out. */
  names?: ModuleNames<N>;
  /** Whether what each module took is captured, too. */
  inputs?: boolean;
  /** Of the forward pass; a plain prediction when left out. Its own hooks are called, too. */
  context?: Context;
}

/** What one module gave, and took, as tensors. */
export interface CapturedTensors {
  readonly output: Tensor;
  /** With `inputs`. */
  readonly input?: Tensor;
}

/** How {@link recordForward} goes about it. */
interface RecordOptions extends CaptureOptions {
  /** Owns what is captured. */
  readonly pool: Pool;
  /** Function that the errors name. */
  readonly where: string;
  /** Gets each captured output as the model goes on with it. */
  readonly onOutput?: (output: Tensor) => void;
}

/**
 * Runs a forward pass and keeps clones of what the chosen modules gave.
 * @returns the output, and in the order in which the modules finished what was captured of each: by name, a second call of the same
 * module as `name#2`.
 */
export function recordForward(
  model: Module,
  x: Tensor,
  { names = () => true, inputs = false, context = inference, pool, where, onOutput }: RecordOptions,
): { output: Tensor; activations: Map<string, CapturedTensors> } {
  const chosen = chooseModules(model, names, where);
  const nameOfCall = callNames();
  const taken: Tensor[] = []; // of the chosen modules that run at the moment, outermost first
  const activations = new Map<string, CapturedTensors>(); // an object would put names like '10' first
  const output = model.forward(x, {
    ...context,
    enter: (module, input) => {
      context.enter?.(module, input);
      if (inputs && chosen.has(module)) taken.push(pool.track(clone(input)));
    },
    capture: (module, y) => {
      context.capture?.(module, y);
      const name = chosen.get(module);
      if (name === undefined) return;
      const input = taken.pop();
      activations.set(nameOfCall(name), { output: pool.track(clone(y)), ...(input && { input }) });
      onOutput?.(y);
    },
  });
  const idle = typeof names === 'function' ? [] : names.filter((name) => !activations.has(name));
  if (idle.length === 0) return { output, activations };
  dispose(output);
  throw new OptionError(
    `${where}: the forward pass did not go through ${idle.map((name) => `'${name}'`).join(', ')}; of a container whose parts are run ` +
      'one by one choose the last part; some parts run in training only',
    { names: idle },
  );
}

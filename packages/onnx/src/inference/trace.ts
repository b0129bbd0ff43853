import type { Tensor } from '@cv/tensor';
import { OptionError, UnsupportedError } from '@cv/tensor/errors';
import { engine, Tensor as TensorClass, tidy } from '@tensorflow/tfjs-core';
import { extractProgram, type Program } from '../extract-program.ts';
import type { LazyValue, Operation } from '../lazy-value.ts';
import type { ForwardContext, ForwardFunction, ForwardModel, ForwardOutput } from './forward-model.ts';
import { type Leaf, TraceBackend } from './trace-backend.ts';
import { whileActive } from './while-active.ts';

/** One forward pass as a program. */
export interface Trace {
  readonly program: Program;
  readonly input: LazyValue;
  /** Where the other leaves get their data. */
  readonly leaves: ReadonlyMap<LazyValue, Leaf>;
  readonly scopes: ReadonlyMap<Operation, string>;
  /** Names of the roots: `output` for a single tensor, else by position or key. */
  readonly outputNames: readonly string[];
  /** How the model groups its outputs. */
  readonly grouping: 'single' | 'list' | 'record';
}

/** Follows the forward passes of modules, to say in which one an operation was recorded. */
function followModules(model: ForwardModel | ForwardFunction, backend: TraceBackend): ForwardContext {
  const names = new Map<object, string>();
  if (typeof model !== 'function') {
    for (const [name, module] of model.namedModules?.() ?? []) names.set(module, name);
  }
  const outer: string[] = [];
  return {
    training: false,
    enter: (module) => {
      outer.push(backend.scope);
      backend.scope = names.get(module) ?? backend.scope;
    },
    capture: () => {
      backend.scope = outer.pop() ?? '';
    },
  };
}

function isTensor(value: unknown): value is Tensor {
  return value instanceof TensorClass;
}

function named(output: ForwardOutput): { entries: [string, Tensor][]; grouping: Trace['grouping'] } {
  if (isTensor(output)) return { entries: [['output', output]], grouping: 'single' };
  const list = Array.isArray(output);
  const entries = Object.entries<Tensor>((output ?? {}) as Record<string, Tensor>).map(
    ([key, value]): [string, Tensor] => [list ? `output${key}` : key, value],
  );
  if (entries.length === 0 || !entries.every(([, value]) => isTensor(value))) {
    throw new OptionError(
      'recording a forward pass: it must return a tensor, or an array or record of tensors; a promise or plain data cannot be recorded',
    );
  }
  return { entries, grouping: list ? 'list' : 'record' };
}

/**
 * Records one forward pass without computing it.
 *
 * @param inputShape shape of the float32 input
 * @throws UnsupportedError when the pass reads values, ignores its input or uses a kernel without a rule; OptionError when it returns
 *   anything but tensors; whatever the pass throws
 */
export function trace(model: ForwardModel | ForwardFunction, inputShape: readonly number[]): Trace {
  const backend = new TraceBackend();
  const context = followModules(model, backend);
  return whileActive(backend, () => {
    const info = backend.placeholder({ shape: inputShape, dtype: 'float32' });
    const input = backend.valueBehind(info);
    let roots: LazyValue[] = [];
    let outputs = { entries: [] as [string, Tensor][], grouping: 'single' as Trace['grouping'] };
    tidy(() => {
      const x = engine().makeTensorFromTensorInfo(info);
      outputs = named(typeof model === 'function' ? model(x, context) : model.forward(x, context));
      roots = outputs.entries.map(([, tensor]) => backend.resultOf(tensor));
    });
    const program = extractProgram(backend.operations, roots);
    if (!program.leaves.includes(input)) {
      throw new UnsupportedError('recording a forward pass: its output does not depend on its input');
    }
    const outputNames = outputs.entries.map(([name]) => name);
    const { leaves, scopes } = backend;
    return { program, input, leaves, scopes, outputNames, grouping: outputs.grouping };
  });
}

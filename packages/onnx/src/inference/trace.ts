import type { Tensor } from '@cv/tensor';
import { OptionError, UnsupportedError } from '@cv/tensor/errors';
import { engine, registerBackend, removeBackend, Tensor as TensorClass, tidy } from '@tensorflow/tfjs-core';
import { extractProgram, type Program } from '../extract-program.ts';
import type { LazyValue, Operation } from '../lazy-value.ts';
import { registerKernels, unregisterKernels } from '../register-kernels.ts';
import type { ForwardContext, ForwardFunction, ForwardModel, ForwardOutput } from './forward-model.ts';
import { type Leaf, TraceBackend } from './trace-backend.ts';

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

const BACKEND = 'cv-trace';

/** Runs `f` with the backend active; all of it happens before anything else can. */
function whileActive<T>(backend: TraceBackend, f: () => T): T {
  const active = engine();
  const previous = activeBackendName();
  registerBackend(BACKEND, () => backend, 0);
  registerKernels(BACKEND, backend);
  let lost = 0;
  let result: T;
  try {
    // The engine switches at once where nothing has to be loaded; the promise says no more than that.
    void active.setBackend(BACKEND);
    result = f();
  } finally {
    void active.setBackend(previous);
    lost = handOver(backend);
    removeBackend(BACKEND);
    unregisterKernels(BACKEND);
  }
  if (lost > 0) {
    throw new UnsupportedError(
      `recording a forward pass: it keeps ${lost} computed tensor(s) beyond its end, which have no values; return them instead`,
    );
  }
  return result;
}

/**
 * Gives what the pass made and keeps (weights drawn when first needed, tables) to the device that is active again.
 *
 * @returns how many of them have no values
 */
function handOver(from: TraceBackend): number {
  const { backend } = engine();
  let lost = 0;
  for (const dataId of from.living) {
    if (from.isConstant(dataId)) engine().moveData(backend, dataId);
    else lost++;
  }
  return lost;
}

function activeBackendName(): string {
  try {
    // Asking for the backend throws where none is there.
    return engine().backend === null ? '' : engine().backendName;
  } catch (cause) {
    throw new UnsupportedError('recording a forward pass: no device is active; open one first', {}, { cause });
  }
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

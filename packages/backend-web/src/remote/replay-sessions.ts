import type { KernelCall, KernelProgram, RunnerTensor, Session, Sessions } from '@cv/onnx';
import { prepareBackend } from '@cv/tensor/backend';
import { engine, type NamedTensorMap, type Tensor, tensor } from '@tensorflow/tfjs-core';

const EMPTY = { float32: Float32Array, int32: Int32Array, bool: Uint8Array } as const;

/** A tfjs tensor of the active backend in a runner's hands. */
class ReplayTensor implements RunnerTensor {
  readonly dims: readonly number[];
  readonly held: Tensor;

  constructor(held: Tensor) {
    this.dims = held.shape;
    this.held = held;
  }

  async download(): Promise<unknown> {
    const values: unknown = await this.held.data();
    // tfjs gives a plain array for a tensor of nothing.
    return Array.isArray(values) ? new EMPTY[this.held.dtype as keyof typeof EMPTY](0) : values;
  }

  release(): void {
    this.held.dispose();
  }
}

/** After which call each value that a call makes or that comes in is not needed any more. */
function lastUses({ calls, roots }: KernelProgram): ReadonlyMap<number, number> {
  const last = new Map<number, number>();
  calls.forEach(({ inputs, outputs }, i) => {
    for (const value of [...outputs, ...inputs]) last.set(value, i);
  });
  for (const root of roots) last.delete(root);
  return last;
}

/** One kernel call, with the program's values at hand. */
function repeat({ kernel, names, inputs, attributes, outputs }: KernelCall, values: Map<number, Tensor>): void {
  const given = inputs.map((value) => values.get(value)!);
  const named = names === null ? given : Object.fromEntries(names.map((name, i) => [name, given[i]!]));
  // tfjs's types know neither lists of inputs nor our kernels' attributes.
  const results = engine().runKernel(kernel, named as unknown as NamedTensorMap, attributes as never) as
    | Tensor
    | Tensor[];
  [results].flat().forEach((result, i) => {
    const value = outputs[i];
    if (value === undefined) result.dispose();
    else values.set(value, result);
  });
}

function runProgram(program: KernelProgram, last: ReadonlyMap<number, number>, leaves: readonly Tensor[]): Tensor[] {
  const values = new Map(program.leaves.map(({ value }, i) => [value, leaves[i]!]));
  const borrowed = new Set(leaves);
  const drop = (value: number): void => {
    const held = values.get(value);
    if (held !== undefined && !borrowed.has(held)) held.dispose();
    values.delete(value);
  };
  try {
    program.calls.forEach((call, i) => {
      repeat(call, values);
      for (const value of [...call.outputs, ...call.inputs]) if (last.get(value) === i) drop(value);
    });
    return program.roots.map((root) => values.get(root)!);
  } catch (error) {
    for (const value of values.keys()) drop(value);
    throw error;
  }
}

/**
 * Programs of kernel calls on a tfjs backend.
 *
 * @param activate makes the backend the active one; awaited before each run
 */
export function replaySessions(activate: () => Promise<void>): Sessions<KernelProgram, undefined> {
  return {
    async create(program): Promise<Session> {
      const last = lastUses(program);
      const inputNames = program.leaves.map((_, i) => `x${i}`);
      const outputNames = program.roots.map((_, i) => `y${i}`);
      return {
        inputNames,
        outputNames,
        run: async (feeds) => {
          await activate();
          prepareBackend();
          const leaves = inputNames.map((name) => (feeds[name] as ReplayTensor).held);
          const roots = runProgram(program, last, leaves);
          return Object.fromEntries(roots.map((root, i) => [outputNames[i]!, new ReplayTensor(root)]));
        },
        release: async () => undefined,
      };
    },
    tensor: (dtype, data, shape) => new ReplayTensor(tensor(data, [...shape], dtype)),
  };
}

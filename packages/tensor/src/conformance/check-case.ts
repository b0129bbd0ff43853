import { read } from '../creation/read.ts';
import { CvError } from '../errors.ts';
import { valueAndGrads } from '../gradients/value-and-grads.ts';
import { adamWUpdate, dispose, mul, numTensors, scope, sgdUpdate, sum, tensor, zeros } from '../index.ts';
import type { Tensor } from '../tensor.ts';
import { callOp } from './call-op.ts';
import type { ErrorCase } from './error-cases.ts';
import { type GoldenCase, type OptimiserCase, type Packed, unpack } from './golden-case.ts';
import { type Tolerance, toleranceOf } from './tolerances.ts';

/** What is looked at in a case. */
export type CheckName = 'value' | 'shape' | 'gradient' | 'inputs unchanged' | 'memory' | 'error';

/** One check of one case; `message` says what is wrong. */
export interface CheckResult {
  readonly check: CheckName;
  readonly message: string | undefined;
}

type Tensors = Record<string, Tensor>;

function unpackAll(inputs: Readonly<Record<string, Packed>>): Tensors {
  return Object.fromEntries(Object.entries(inputs).map(([name, packed]) => [name, unpack(packed)]));
}

function difference(
  got: ArrayLike<number>,
  want: ArrayLike<number>,
  { absolute, relative }: Tolerance,
): string | undefined {
  if (got.length !== want.length) return `${got.length} values, expected ${want.length}`;
  for (let i = 0; i < want.length; i++) {
    const [g, w] = [got[i]!, want[i]!];
    if (g === w || (Number.isNaN(g) && Number.isNaN(w))) continue;
    if (Math.abs(g - w) <= absolute + relative * Math.abs(w)) continue;
    return `element ${i} is ${g}, expected ${w} (allowed ${absolute} + ${relative} |expected|)`;
  }
  return undefined;
}

async function compare(tensorGot: Tensor, want: Packed, tolerance: Tolerance): Promise<string | undefined> {
  if (tensorGot.dtype !== want.dtype) return `dtype ${tensorGot.dtype}, expected ${want.dtype}`;
  return difference(await read(tensorGot), want.values, tolerance);
}

/** The shape that was inferred when the op was recorded, against the expected one and the size of the data. */
async function compareShape({ shape }: Tensor, data: Tensor, want: Packed): Promise<string | undefined> {
  if (shape.join() !== want.shape.join()) return `shape [${shape.join()}], expected [${want.shape.join()}]`;
  const size = shape.reduce((product, length) => product * length, 1);
  const { length } = await read(data);
  return length === size ? undefined : `shape [${shape.join()}] holds ${size} values, the data ${length}`;
}

async function unchanged(inputs: Tensors, packed: Readonly<Record<string, Packed>>): Promise<string | undefined> {
  for (const [name, input] of Object.entries(inputs)) {
    const { values, dtype } = packed[name]!;
    const given = dtype === 'float32' ? Float32Array.from(values) : values;
    const message = difference(await read(input), given, { absolute: 0, relative: 0 });
    if (message !== undefined) return `input ${name} was changed: ${message}`;
  }
  return undefined;
}

async function attempt(check: CheckName, run: () => Promise<string | undefined>): Promise<CheckResult> {
  try {
    return { check, message: await run() };
  } catch (error) {
    return { check, message: error instanceof Error ? error.message : String(error) };
  }
}

/** Runs `body` and adds the check that it left no tensor behind, whether it threw or not. */
async function withMemory(body: () => Promise<CheckResult[]>): Promise<CheckResult[]> {
  const before = numTensors();
  const results = await body();
  const left = numTensors() - before;
  return [...results, { check: 'memory', message: left === 0 ? undefined : `${left} tensors more than before` }];
}

async function checkValue(one: GoldenCase, inputs: Tensors): Promise<CheckResult[]> {
  let output: Tensor | undefined;
  const call = await attempt('value', async () => {
    output = scope(() => callOp(one.op, inputs, one.options));
    return await compare(output, one.output, toleranceOf(one));
  });
  if (output === undefined) return [call];
  const result = output;
  const shape = await attempt('shape', () => compareShape(result, result, one.output));
  dispose(result);
  return [call, shape];
}

async function checkGradient(one: GoldenCase, inputs: Tensors): Promise<CheckResult[]> {
  const names = Object.keys(one.gradients);
  if (names.length === 0) return [];
  const weights = unpack(one.weights);
  const check = await attempt('gradient', async () => {
    const parameters = names.map((name) => inputs[name]!);
    const { value, grads } = valueAndGrads(() => sum(mul(callOp(one.op, inputs, one.options), weights)), parameters);
    try {
      for (const [i, name] of names.entries()) {
        const message = await compare(grads[i]!, one.gradients[name]!, toleranceOf(one));
        if (message !== undefined) return `gradient of ${name}: ${message}`;
      }
      return undefined;
    } finally {
      dispose([value, ...grads]);
    }
  });
  dispose(weights);
  return [check];
}

/** All checks of an op with its expected values. */
export function checkGolden(one: GoldenCase): Promise<CheckResult[]> {
  return withMemory(async () => {
    const inputs = unpackAll(one.inputs);
    try {
      const results = [...(await checkValue(one, inputs)), ...(await checkGradient(one, inputs))];
      return [...results, await attempt('inputs unchanged', () => unchanged(inputs, one.inputs))];
    } finally {
      dispose(Object.values(inputs));
    }
  });
}

/** A wrong call: the error's code, and that nothing is left behind. */
export function checkError({ op, inputs: packed, options, code }: ErrorCase): Promise<CheckResult[]> {
  return withMemory(async () => {
    const inputs = unpackAll(packed);
    const check = await attempt('error', async () => {
      try {
        dispose(callOp(op, inputs, options));
      } catch (error) {
        if (error instanceof CvError && error.code === code) return undefined;
        return `threw ${String(error)}, expected an error of code '${code}'`;
      }
      return `did not throw, expected an error of code '${code}'`;
    });
    dispose(Object.values(inputs));
    return [check];
  });
}

/** Several steps of an optimiser, against the parameters after each. */
export function checkOptimiser(one: OptimiserCase): Promise<CheckResult[]> {
  return withMemory(async () => [
    await attempt('value', async () => {
      const kinds = one.op === 'adamWUpdate' ? ['m', 'v'] : ['velocity'];
      let state: Tensors = {
        parameter: unpack(one.parameter),
        ...Object.fromEntries(kinds.map((kind) => [kind, zeros(one.parameter.shape)])),
      };
      try {
        for (const [step, packed] of one.gradients.entries()) {
          state = advance(one, state, packed, one.schedules[step]!);
          const message = await compare(state.parameter!, one.after[step]!, { absolute: 1e-6, relative: 1e-5 });
          if (message !== undefined) return `step ${step}: ${message}`;
        }
        return undefined;
      } finally {
        dispose(Object.values(state));
      }
    }),
  ]);
}

function advance({ op, attrs }: OptimiserCase, state: Tensors, gradient: Packed, schedule: number[]): Tensors {
  const next = scope(() => {
    const inputs = { ...state, gradient: unpack(gradient), schedule: tensor(schedule) } as never;
    const result = op === 'adamWUpdate' ? adamWUpdate(inputs, attrs as never) : sgdUpdate(inputs, attrs as never);
    return { ...result } as Tensors;
  });
  dispose(Object.values(state));
  return next;
}

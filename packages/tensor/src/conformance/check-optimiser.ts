import { tensor } from '../creation/tensor.ts';
import { zeros } from '../creation/zeros.ts';
import { dispose } from '../memory/dispose.ts';
import { scope } from '../memory/scope.ts';
import { adamWUpdate } from '../ops/adam-w-update.ts';
import { sgdUpdate } from '../ops/sgd-update.ts';
import { attempt, type CheckResult, type Tensors, withMemory } from './check.ts';
import { compareShape, compareValues } from './compare.ts';
import { type OptimiserCase, type Packed, unpack } from './golden-case.ts';
import { OPTIMISER } from './tolerances.ts';

type State = Readonly<Record<string, Packed>>;

const KEPT = { adamWUpdate: ['m', 'v'], sgdUpdate: ['velocity'] } as const;

/** Several steps of an optimiser: the parameter and the state after each, and that each leaves the ones before as they were. */
export function checkOptimiser(one: OptimiserCase): Promise<CheckResult[]> {
  return withMemory('memory', async () => {
    let unchanged: string | undefined;
    const value = await attempt('value', async () => {
      let state: Tensors = {
        parameter: unpack(one.parameter),
        ...Object.fromEntries(KEPT[one.op].map((name) => [name, zeros(one.parameter.shape)])),
      };
      let known: State = { parameter: one.parameter };
      try {
        for (const [step, gradient] of one.gradients.entries()) {
          const before = state;
          state = advance(one, before, gradient, one.schedules[step]!);
          const message = await compareState(state, one.after[step]!);
          unchanged ??= await compareState(before, known);
          dispose(Object.values(before));
          if (message !== undefined) return `step ${step}: ${message}`;
          known = one.after[step]!;
        }
        return undefined;
      } finally {
        dispose(Object.values(state));
      }
    });
    return [value, { check: 'inputs unchanged', message: unchanged }];
  });
}

async function compareState(state: Tensors, want: State): Promise<string | undefined> {
  for (const [name, packed] of Object.entries(want)) {
    const message = compareShape(state[name]!, packed) ?? (await compareValues(state[name]!, packed, OPTIMISER));
    if (message !== undefined) return `${name}: ${message}`;
  }
  return undefined;
}

function advance({ op, attrs }: OptimiserCase, state: Tensors, gradient: Packed, schedule: readonly number[]): Tensors {
  return scope(() => {
    // Data: the fixture names the state and the attributes as the op does.
    const inputs = { ...state, gradient: unpack(gradient), schedule: tensor([...schedule]) } as never;
    const result = op === 'adamWUpdate' ? adamWUpdate(inputs, attrs as never) : sgdUpdate(inputs, attrs as never);
    return { ...result } as Tensors;
  });
}

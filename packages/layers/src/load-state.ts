import { WeightsError } from '@cv/tensor/errors';
import { CountBuffer } from './count-buffer.ts';
import type { Module } from './module.ts';
import type { LoadReport, ShapeDifference, StateDict, StateEntry, StateSource } from './state-dict.ts';

type Slot = ReturnType<Module['namedState']>[number][1];

interface Plan {
  readonly missing: ShapeDifference[];
  readonly unexpected: ShapeDifference[];
  readonly reshaped: ShapeDifference[];
  readonly mismatched: ShapeDifference[];
  readonly loads: [name: string, slot: Slot][];
}

/** The work of {@link Module.loadStateDict}: compares everything first, then assigns. */
export function loadState(module: Module, dict: StateDict, strict: boolean): LoadReport {
  const plan = compare(module, new Map(Object.entries(dict)));
  if (strict) requireNoDifference(module, plan);
  for (const [name, slot] of plan.loads) slot.requireReadable(dict[name]!, name);
  for (const [name, slot] of plan.loads) slot.load(dict[name]!, name);
  return reportOf(plan);
}

/** The work of {@link Module.loadStateFrom}: compares names, shapes and dtypes first, then reads and assigns one tensor at a time. */
export async function loadStateFrom(module: Module, source: StateSource, strict: boolean): Promise<LoadReport> {
  const { entries } = source;
  const plan = compare(module, entries);
  if (strict) requireNoDifference(module, plan);
  for (const [name, slot] of plan.loads) slot.requireDType(entries.get(name)!.dtype, name);
  const slots = new Map(plan.loads);
  for (const name of entries.keys()) slots.get(name)?.load(await source.tensor(name), name);
  return reportOf(plan);
}

function requireNoDifference(module: Module, plan: Plan): void {
  const { missing, unexpected, mismatched } = plan;
  if (missing.length + unexpected.length + mismatched.length === 0) return;
  throw new WeightsError(explain(plan, module.namedState().length), {
    missing: missing.map(({ name }) => name),
    unexpected: unexpected.map(({ name }) => name),
    mismatched,
  });
}

function reportOf({ missing, unexpected, reshaped, mismatched }: Plan): LoadReport {
  return {
    missing: missing.map(({ name }) => name),
    unexpected: unexpected.map(({ name }) => name),
    reshaped,
    mismatched,
  };
}

function compare(module: Module, entries: ReadonlyMap<string, StateEntry>): Plan {
  const plan: Plan = { missing: [], unexpected: [], reshaped: [], mismatched: [], loads: [] };
  const state = module.namedState();
  const present = new Set(state.filter(([name]) => entries.has(name)).map(([, slot]) => slot));
  const names = new Set(state.map(([name]) => name));
  for (const [name, slot] of state) {
    if (!entries.has(name)) {
      // Another name of a shared weight is enough; a count is optional, as in PyTorch.
      if (!present.has(slot) && !(slot instanceof CountBuffer)) {
        plan.missing.push({ name, expected: slot.shape, received: [] });
      }
      continue;
    }
    const difference = { name, expected: slot.shape, received: entries.get(name)!.shape };
    if (!fits(difference)) {
      plan.mismatched.push(difference);
      continue;
    }
    plan.loads.push([name, slot]);
    if (String(difference.expected) !== String(difference.received)) plan.reshaped.push(difference);
  }
  for (const [name, { shape }] of entries) {
    if (!names.has(name)) plan.unexpected.push({ name, expected: [], received: shape });
  }
  return plan;
}

/** Equal but for axes of length 1. */
function fits({ expected, received }: ShapeDifference): boolean {
  const long = (shape: readonly number[]) => String(shape.filter((length) => length !== 1));
  return long(expected) === long(received);
}

function explain({ missing, unexpected, mismatched }: Plan, total: number): string {
  const parts = [
    list('missing', missing, ({ name, expected }) => `${name} [${expected.join()}]`),
    list('unexpected', unexpected, ({ name, received }) => `${name} [${received.join()}]`),
    list(
      'of another shape',
      mismatched,
      (d) => `${d.name} expected [${d.expected.join()}], received [${d.received.join()}]`,
    ),
  ].filter((part) => part !== '');
  return (
    `loadStateDict: these are the weights of another model (of ${total} keys): ${parts.join('; ')}. ` +
    'Check the model and its number of classes, or load what fits with { strict: false }'
  );
}

function list(what: string, items: readonly ShapeDifference[], show: (item: ShapeDifference) => string): string {
  if (items.length === 0) return '';
  const shown = items.slice(0, 4).map(show).join(', ');
  return `${items.length} ${what} (${shown}${items.length > 4 ? ', ...' : ''})`;
}

import { DataError } from '@cv/tensor/errors';

type TypedShape = Readonly<Record<string, readonly number[]>>;

/** An event of the trace that onnxruntime writes with `enableProfiling`, as far as it is used here; times in microseconds. */
export interface TraceEvent {
  readonly cat?: string;
  readonly name: string;
  readonly ts: number;
  readonly dur: number;
  readonly args?: {
    readonly op_name?: string;
    readonly input_type_shape?: readonly TypedShape[];
    readonly output_type_shape?: readonly TypedShape[];
  };
}

/** Operations of one kind in a run. */
export interface KernelTime {
  /** ONNX op type; with shapes where operations are told apart by them. */
  readonly kernel: string;
  /** Operations per run. */
  readonly count: number;
  /** Mean milliseconds per run. */
  readonly ms: number;
}

/** Where the time of a graph's runs goes. */
export interface TraceSummary {
  readonly runs: number;
  /** Mean milliseconds of a run, from the call to the results. */
  readonly runMs: number;
  /** By op type, the longest first. */
  readonly kernels: readonly KernelTime[];
  /** By op type and shapes, the longest first. */
  readonly nodes: readonly KernelTime[];
}

const isRun = ({ cat, name }: TraceEvent): boolean => cat === 'Session' && name === 'model_run';

/** Number of runs in a trace. */
export function countRuns(events: readonly TraceEvent[]): number {
  return events.filter(isRun).length;
}

function shapes(list: readonly TypedShape[] = []): string {
  return list.map((typed) => Object.values(typed).map((shape) => `[${shape.join()}]`)).join(' ');
}

function withShapes({ args }: TraceEvent): string {
  return `${args!.op_name} ${shapes(args!.input_type_shape)} -> ${shapes(args!.output_type_shape)}`;
}

function group(nodes: readonly TraceEvent[], runs: number, keyOf: (event: TraceEvent) => string): KernelTime[] {
  const groups = new Map<string, { count: number; dur: number }>();
  for (const event of nodes) {
    const key = keyOf(event);
    const { count, dur } = groups.get(key) ?? { count: 0, dur: 0 };
    groups.set(key, { count: count + 1, dur: dur + event.dur });
  }
  return [...groups]
    .map(([kernel, { count, dur }]) => ({ kernel, count: count / runs, ms: dur / 1000 / runs }))
    .sort((a, b) => b.ms - a.ms);
}

/**
 * Sums up the last runs of a trace.
 *
 * @param events a trace file, parsed
 * @param runs the last so many runs count; those before are warm-up
 * @throws DataError when the trace has fewer runs
 */
export function summariseTrace(events: readonly TraceEvent[], runs: number): TraceSummary {
  const all = events.filter(isRun).sort((a, b) => a.ts - b.ts);
  const counted = all.slice(-runs);
  if (counted.length < runs) {
    throw new DataError(`profile: the trace has ${all.length} runs, expected at least ${runs}`, { runs: all.length });
  }
  const from = counted[0]!.ts;
  const nodes = events.filter(({ ts, args }) => ts >= from && args?.op_name !== undefined);
  return {
    runs,
    runMs: counted.reduce((sum, { dur }) => sum + dur, 0) / 1000 / runs,
    kernels: group(nodes, runs, ({ args }) => args!.op_name!),
    nodes: group(nodes, runs, withShapes),
  };
}

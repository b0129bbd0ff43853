import { expect, it } from 'vitest';
import { countRuns, summariseTrace, type TraceEvent } from './trace.ts';

const run = (ts: number, dur: number): TraceEvent => ({ cat: 'Session', name: 'model_run', ts, dur });
const node = (op: string, ts: number, dur: number, size = 4): TraceEvent => ({
  cat: 'Node',
  name: `${op}_1_kernel_time`,
  ts,
  dur,
  args: { op_name: op, input_type_shape: [{ float: [2, size] }], output_type_shape: [{ float: [size] }] },
});

const trace: TraceEvent[] = [
  { cat: 'Session', name: 'session_initialization', ts: 0, dur: 900 },
  run(1000, 9000),
  node('Conv', 1100, 8000),
  run(20_000, 1000),
  node('Conv', 20_100, 500),
  node('Add', 20_600, 100),
  node('Add', 20_700, 100, 8),
  run(30_000, 1400),
  node('Conv', 30_100, 900),
  node('Add', 31_000, 100),
  node('Add', 31_100, 100, 8),
];

it('sums up the last runs by op type and by shapes, per run, and leaves the warm-up out', () => {
  expect(countRuns(trace)).toBe(3);
  expect(summariseTrace(trace, 2)).toEqual({
    runs: 2,
    runMs: 1.2,
    kernels: [
      { kernel: 'Conv', count: 1, ms: 0.7 },
      { kernel: 'Add', count: 2, ms: 0.2 },
    ],
    nodes: [
      { kernel: 'Conv [2,4] -> [4]', count: 1, ms: 0.7 },
      { kernel: 'Add [2,4] -> [4]', count: 1, ms: 0.1 },
      { kernel: 'Add [2,8] -> [8]', count: 1, ms: 0.1 },
    ],
  });
});

it('refuses a trace with too few runs', () => {
  expect(() => summariseTrace(trace, 4)).toThrow(/has 3 runs, expected at least 4/);
});

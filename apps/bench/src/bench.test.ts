import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const BIN = fileURLToPath(new URL('../bin/bench.js', import.meta.url));

function bench(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [BIN, ...args], { maxBuffer: 2 ** 24 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

const smoke = ['smoke', '--rounds', '1', '--python', '/nowhere/python'];

it('measures a real step beside tfjs cpu and names the peers that are not here', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cv-bench-test-'));
  try {
    const out = join(folder, 'smoke.json');
    const { code, stdout, stderr } = await bench(
      ...smoke,
      '--peers',
      'pytorch,tfjs-cpu',
      '--threads',
      '1',
      '--json',
      '--out',
      out,
    );
    expect([code, stderr]).toEqual([0, '']);
    const report = JSON.parse(stdout) as {
      rows: { ours: number; peer: number; ratio: number }[];
      measurements: { name: string; version: string; loss?: { first: number }; outsideRuntime?: { median: number } }[];
      leftOut: { name: string; reason: string }[];
    };
    expect(report).toMatchObject({
      suite: 'smoke',
      rows: [{ work: 'lenet5 training step, batch 4', peerName: 'tfjs cpu' }],
      environment: { threads: 1 },
    });
    const [{ ours, peer, ratio }] = report.rows as [{ ours: number; peer: number; ratio: number }];
    expect(ours).toBeGreaterThan(0);
    expect(ratio).toBe(ours / peer);
    const [our, tfjs] = report.measurements;
    expect(our!.version).toMatch(/^onnxruntime-node \S+, cpu, 1 thread$/);
    expect(our!.outsideRuntime!.median).toBeGreaterThan(0);
    // The same network, weights and data.
    expect(our!.loss!.first).toBeCloseTo(tfjs!.loss!.first, 4);
    expect(report.leftOut.map(({ name }) => name)).toEqual(['PyTorch eager']);
    expect(report.leftOut[0]!.reason).toMatch(
      /^PyTorch eager: does not start: .*\/nowhere\/python.*--python or CV_PYTHON.*$/,
    );
    expect(await readFile(out, 'utf8')).toBe(stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('names a Python that is not there in one line of the table', { timeout: 120_000 }, async () => {
  const { code, stdout } = await bench(...smoke, '--peers', 'pytorch');
  expect(code).toBe(0);
  expect(stdout.split('\n').filter((line) => line.startsWith('left out: '))).toEqual([
    expect.stringMatching(
      /^left out: lenet5 training step, batch 4: PyTorch eager: does not start: .*\/nowhere\/python/,
    ),
  ]);
  expect(stdout).toMatch(/│ lenet5 training step, batch 4 │ +[\d.]+ ms │ +- │ none/);
});

it('profiles where our own time goes', { timeout: 120_000 }, async () => {
  const { stdout } = await bench('smoke', '--profile', '--json');
  const { profiles } = JSON.parse(stdout) as {
    profiles: {
      iterationMs: number;
      outsideMs: number;
      trace: { runs: number; runMs: number; kernels: { kernel: string; ms: number }[] };
    }[];
  };
  const [{ iterationMs, outsideMs, trace }] = profiles as [(typeof profiles)[0]];
  expect(outsideMs).toBeLessThan(iterationMs);
  expect(trace.runs).toBe(20);
  expect(trace.kernels.map(({ kernel }) => kernel)).toEqual(expect.arrayContaining(['Conv', 'Mul']));
  expect(trace.kernels.reduce((sum, { ms }) => sum + ms, 0)).toBeLessThan(trace.runMs);
});

it.each([
  [['abacus'], /argument 'suite'\. Expected one of engine, inference/],
  [['engine', '--filter', 'abacus'], /^bench: no work of suite 'engine' contains 'abacus'; --list/],
  [['engine', '--peers', 'abacus'], /There is no peer 'abacus': pytorch/],
  [['engine', '--threads', '0'], /Expected a whole number above 0/],
])('refuses %j in one line', async (args, message) => {
  const { code, stdout, stderr } = await bench(...args);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr.trim()).toMatch(message);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

it('lists the names of a suite', async () => {
  const { stdout } = await bench('engine', '--list', '--filter', 'resnet20');
  expect(stdout).toBe('resnet20 training step, batch 64\nresnet20 training step, batch 128\n');
});

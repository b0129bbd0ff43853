import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const built = fileURLToPath(new URL('../dist/index.js', import.meta.url));
const program = fileURLToPath(new URL('../fixtures/training-steps.js', import.meta.url));

interface Sample {
  readonly step: number;
  readonly loss: number;
  readonly tensors: number;
  readonly bytes: number;
  readonly compiles: number;
  readonly compiledGraphs: number;
  readonly rss: number;
  readonly heapUsed: number;
}

const MEBIBYTE = 2 ** 20;

describe.skipIf(!existsSync(built))('1,000 training steps (skipped where dist is not built)', () => {
  it('leave tensors, compiled graphs, heap and resident memory flat', { timeout: 300_000 }, async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', program]);
    const samples = JSON.parse(stdout) as Sample[];
    expect(samples.map(({ step }) => step)).toEqual([200, 400, 600, 800, 1000]);
    const [first, warm, ...rest] = samples as [Sample, Sample, ...Sample[]];
    // 10 parameters with two moments each; the first step compiles a graph of its own, since the moments are constants there.
    expect(first).toMatchObject({ tensors: 30, compiles: 2, compiledGraphs: 2, loss: expect.closeTo(Math.log(10), 0) });
    const { tensors, bytes, compiles, compiledGraphs } = first;
    for (const sample of [warm, ...rest]) {
      expect(sample).toMatchObject({ tensors, bytes, compiles, compiledGraphs });
      // Measured: 0.3 MiB. A recorded operation that lives on is some hundred bytes, a step records about 150.
      expect(sample.heapUsed - first.heapUsed).toBeLessThan(3 * MEBIBYTE);
    }
    // Measured: 1 to 4 MiB, of which allocator and garbage collector make up most. The limit is 27 KiB a step: less than half a batch of
    // images, a sixth of the first activation, a seventh of the largest weights.
    for (const sample of rest) expect(sample.rss - warm.rss).toBeLessThan(16 * MEBIBYTE);
  });
});

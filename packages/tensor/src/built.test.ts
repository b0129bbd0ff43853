import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
// Inside the package, so that Node resolves its dependencies.
const folder = mkdtempSync(join(root, 'node_modules', '.built-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PROGRAM = `
import '@tensorflow/tfjs-backend-cpu';
import { env } from '@tensorflow/tfjs-core';
import { conv2d, maxPool2d, mean, numTensors, read, relu, scope, tensor, valueAndGrads } from '@cv/tensor';
env().set('PROD', true);
const x = tensor([1, -2, 3, 4], [1, 2, 2, 1]);
const filter = tensor([2], [1, 1, 1, 1]);
const { value, grads } = valueAndGrads(() => mean(relu(maxPool2d(conv2d(x, filter), { kernelSize: 2 }))), [x, filter]);
console.log(JSON.stringify([await read(value), await read(grads[0]), await read(grads[1]), numTensors()].map((v) => (typeof v === 'number' ? v : [...v]))));
`;
const PRINTED = [[8], [0, 0, 0, 2], [4], 5];

async function node(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 2 ** 26 });
  return stdout.trim();
}

describe.skipIf(!existsSync(join(root, 'dist/index.js')))('built package (skipped where dist is not built)', () => {
  it('differentiates in plain Node', async () => {
    expect(JSON.parse(await node('--input-type=module', '-e', PROGRAM))).toEqual(PRINTED);
  });

  const examples = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/```js\n([\s\S]*?)```/g)];
  const [training, conformance] = examples.map((match) => match[1]!) as [string, string];

  it('trains as the README does', async () => {
    const lines = (await node('--input-type=module', '-e', training))
      .split('\n')
      .filter((line) => line.startsWith('step'));
    const losses = lines.map((line) => Number(line.split(' ').at(-1)));
    expect(losses).toHaveLength(4);
    expect(losses).toEqual(losses.toSorted((a, b) => b - a));
    expect(losses[3]).toBeLessThan(0.2);
  });

  it('runs the conformance kit on a backend as the README does', async () => {
    const summary = (output: string): (number | undefined)[] =>
      ['pass', 'fail'].map((word) => Number(output.match(new RegExp(`^. ${word} (\\d+)$`, 'm'))?.[1]));
    const [passed, failed] = summary(await node('--input-type=module', '-e', conformance));
    expect(failed).toBe(0);
    expect(passed).toBeGreaterThan(700);
    const gap = "{ op: 'erf', checks: ['value'], reason: 'passes' }";
    const stale = node('--input-type=module', '-e', conformance.replace('gaps: []', `gaps: [${gap}]`));
    await expect(stale).rejects.toMatchObject({ stdout: expect.stringMatching(/take it off the list of gaps/) });
  });

  it.each([true, false])('differentiates after bundling (tfjs-core bundled too: %s)', async (whole) => {
    const file = join(folder, `bundle-${whole}.mjs`);
    const bundle = await rolldown({
      input: 'program',
      cwd: root,
      platform: 'node',
      external: whole ? [] : [/^@tensorflow/],
      // The ES builds: in one bundle, core and backend must be copies of the same build.
      resolve: { mainFields: ['module', 'main'] },
      plugins: [
        {
          name: 'program',
          resolveId: (id) => (id === 'program' ? join(root, 'program.js') : null),
          load: (id) => (id === join(root, 'program.js') ? PROGRAM : null),
        },
      ],
      onLog: () => {},
    });
    await bundle.write({ file, format: 'esm', codeSplitting: false, minify: true });
    expect(JSON.parse(await node(file))).toEqual(PRINTED);
  });

  it('takes everything public from tfjs-core rather than a second copy', () => {
    const code = readFileSync(join(root, 'dist/tfjs-gradients.js'), 'utf8');
    expect(code).not.toMatch(/\bclass \w+/);
    expect(code.length).toBeLessThan(200_000);
    expect(code.match(/from "([^"]+)"/g)).toEqual(['from "@tensorflow/tfjs-core"', 'from "@tensorflow/tfjs-core"']);
  });

  it.each(['errors', 'rng', 'kernels'])('loads ./%s without tfjs', async (entry) => {
    const program = `
      import module from 'node:module';
      await import('@cv/tensor/${entry}');
      console.log(Object.keys(module._cache).filter((name) => name.includes('tfjs')).length);`;
    expect(await node('--input-type=module', '-e', program)).toBe('0');
  });
});

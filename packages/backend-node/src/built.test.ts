import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readPicture } from './pictures/read-picture.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

describe.skipIf(!existsSync(join(dist, 'index.js')))('built package (skipped where dist is not built)', () => {
  it('runs the example of the README', async () => {
    // Inside the package, so that Node resolves it and its dependencies.
    const folder = mkdtempSync(join(dist, '.example-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const [, example] = readFileSync(join(root, 'README.md'), 'utf8').match(/```js\n([\s\S]*?)```/)!;
    writeFileSync(join(folder, 'example.mjs'), example!);
    const { CV_DEVICE: _, ...env } = process.env;
    const { stdout } = await promisify(execFile)(process.execPath, ['example.mjs'], { cwd: folder, env });
    const lines = stdout.trim().split('\n');
    const words = ['tensorflow-gpu', 'onnxruntime', 'tensorflow', 'wasm', 'cpu', 'computing'];
    expect(lines.map((line) => line.split(' ')[0])).toEqual(words);
    expect(lines.at(-1)).toBe('computing on onnxruntime');
    const { data, width, height } = await readPicture(join(folder, 'smooth.png'));
    expect([width, height]).toEqual([8, 8]);
    // Two black and two white in every whole window, half of those that the padding leaves, one black at the end.
    expect(Array.from(data.subarray(0, 8))).toEqual([128, 128, 128, 128, 128, 128, 128, 64]);
    expect(data[63]).toBe(0);
  });
});

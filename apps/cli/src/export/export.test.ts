import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDevice, readBytes } from '@cv/backend-node';
import { read, tensor } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { encodeSafetensors, lenet5, load, models } from '@cv/zoo';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cv } from '../testing/run-cv.ts';

let folder = '';
const at = (name: string): string => join(folder, name);
const exported = (...args: string[]) => cv(['export', ...args], { cwd: folder });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cv-export-'));
  await openDevice('cpu');
  await writeFile(at('random.safetensors'), encodeSafetensors(await lenet5({ rng: new Rng(1) }).stateDict()));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Logits of two pictures that are no digits. */
async function logits(file: string, count = 2): Promise<number[]> {
  const session = await InferenceSession.create(at(file), { logSeverityLevel: 4 });
  const images = Float32Array.from({ length: count * 784 }, (_, i) => ((i * 7919) % 1009) / 1009);
  const { output } = await session.run({ input: new Tensor('float32', images, [count, 28, 28, 1]) });
  await session.release();
  return [...(output!.data as Float32Array)];
}

describe('cv export', () => {
  it('writes the packaged model, with labels and preprocessing, and says what it wrote', async () => {
    const { code, stdout, stderr } = await exported();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^lenet5\.onnx: LeNet-5 \(modern\) with the packaged weights lenet5-mnist\ninput \[N, 28, 28, 1\] float32, output \[N, 10\] float32\nopset 20, float32, \d+ kB\n$/,
    );
    const file = await readFile(at('lenet5.onnx'));
    for (const text of ['labels', JSON.stringify(models.lenet5.labels), 'preprocessing']) {
      expect(file.includes(text), text).toBe(true);
    }
    const model = await load('lenet5', { weights: 'mnist', readBytes });
    const images = Float32Array.from({ length: 1568 }, (_, i) => ((i * 7919) % 1009) / 1009);
    const own = await read(model.forward(tensor(images, [2, 28, 28, 1])));
    const found = await logits('lenet5.onnx');
    expect(found).toHaveLength(20);
    own.forEach((value, i) => {
      expect(found[i]).toBeCloseTo(value, 4);
    });
  });

  it('takes weights, a name, an operator set, float16 and a fixed batch; --json tells other programs', async () => {
    const options = ['--weights', 'random.safetensors', '--model', 'lenet5', '--opset', '18', '--dtype', 'float16'];
    const { code, stdout } = await exported(...options, '--no-dynamic-batch', '-o', 'small.onnx', '--json');
    expect(code).toBe(0);
    const { bytes, ...rest } = JSON.parse(stdout) as { bytes: number };
    expect(rest).toEqual({
      file: 'small.onnx',
      model: 'lenet5',
      opset: 18,
      dtype: 'float16',
      input: [1, 28, 28, 1],
      output: [1, 10],
    });
    expect(bytes).toBe((await readFile(at('small.onnx'))).length);
    expect(bytes).toBeLessThan(140_000); // 61,706 values of two bytes
    expect(await logits('small.onnx', 1)).toHaveLength(10);
    await expect(logits('small.onnx', 2)).rejects.toThrow(/dimensions/);
  });

  it('writes over a file only with --force', async () => {
    await writeFile(at('taken.onnx'), 'mine');
    const refused = await exported('-o', 'taken.onnx');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/taken\.onnx is there already; --force writes over it/);
    expect(await readFile(at('taken.onnx'), 'utf8')).toBe('mine');
    expect((await exported('-o', 'taken.onnx', '--force')).code).toBe(0);
    expect(await logits('taken.onnx')).toHaveLength(20);
  });

  it.each([
    [['--opset', '17'], 2, /opset is 17, expected one of 18, 19, 20, 21, 22/],
    [['--dtype', 'int8'], 2, /Allowed choices are float32, float16/],
    [['--model', 'nothing'], 2, /there is no model 'nothing'/],
    [['--weights', 'missing.safetensors'], 1, /missing\.safetensors/],
    [['-o', 'nowhere/m.onnx'], 1, /nowhere/],
  ])('fails with one line for %j, and leaves no file', async (args, expected, message) => {
    const before = await readdir(folder);
    const out = args.includes('-o') ? [] : ['-o', 'failed.onnx'];
    const { code, stderr } = await exported(...args, ...out);
    expect(code).toBe(expected);
    expect(stderr).toMatch(message);
    expect(await readdir(folder)).toEqual(before);
  });
});

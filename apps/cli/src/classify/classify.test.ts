import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDevice } from '@cv/backend-node';
import { Rng } from '@cv/tensor/rng';
import { encodeSafetensors, lenet5 } from '@cv/zoo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cv, ONE_THREAD } from '../testing/run-cv.ts';

const digits = fileURLToPath(new URL('../../digits/', import.meta.url));
const data = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
let folder = '';
const at = (name: string): string => join(folder, name);

interface Classified {
  readonly file: string;
  readonly top: readonly { readonly label: string; readonly index: number; readonly probability: number }[];
}

const classify = (...args: string[]) => cv(['classify', ...ONE_THREAD, ...args], { cwd: folder });

async function classified(...args: string[]): Promise<Classified[]> {
  const { code, stdout } = await classify('--json', ...args);
  expect(code).toBe(0);
  return JSON.parse(stdout) as Classified[];
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cv-classify-'));
  await mkdir(at('more'));
  for (const [from, to] of [
    ['2-brush', '10.png'],
    ['3-chalk', '9.png'],
    ['7-neon', 'more/x.PNG'],
  ] as const) {
    await copyFile(join(digits, `${from}.png`), at(to));
  }
  await writeFile(at('bad.png'), 'no picture');
  await writeFile(at('notes.txt'), 'not looked at in a folder');
  await openDevice('cpu');
  await writeFile(at('random.safetensors'), encodeSafetensors(await lenet5({ rng: new Rng(1) }).stateDict()));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('cv classify', () => {
  it('--json prints the classes of each file, best first', async () => {
    const [two, ...rest] = await classified('10.png');
    expect(rest).toEqual([]);
    expect(Object.keys(two!)).toEqual(['file', 'top']);
    expect(two!.file).toBe('10.png');
    expect(two!.top).toHaveLength(3);
    expect(two!.top[0]).toEqual({ label: '2', index: 2, probability: expect.closeTo(1, 1) });
    const probabilities = two!.top.map(({ probability }) => probability);
    expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));
  });

  it('shows people a line for each file', async () => {
    const { code, stdout, stderr } = await classify('10.png', 'more/x.PNG', '--top', '2');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^10\.png {6}2 {2}[ >]?\d\d\.\d\d % {2}\d +<?\d+\.\d\d %\nmore\/x\.PNG {2}7 {2}.*\n$/);
  });

  it('takes folders and patterns, in natural order, and lists what cannot be read at the end', async () => {
    const { code, stdout, stderr } = await classify('.', '*.png', 'none/*.png', 'no.png', '--top', '1');
    expect(code).toBe(0);
    expect(stdout.split('\n').map((line) => line.split(/ +/).slice(0, 2))).toEqual([
      ['9.png', '3'],
      ['10.png', '2'],
      ['more/x.PNG', '7'],
      ['9.png', '3'],
      ['10.png', '2'],
      [''],
    ]);
    expect(stderr.split('\n')).toEqual([
      'none/*.png: no file matches this pattern',
      'no.png: there is no such file or folder',
      expect.stringMatching(/^bad\.png: this is not an image/),
      expect.stringMatching(/^bad\.png: this is not an image/),
      '4 of 9 could not be classified',
      '',
    ]);
  });

  it('fails when there is nothing good', async () => {
    const { code, stdout, stderr } = await classify('bad.png', 'no.png', '--json');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '[]\n' });
    expect(stderr).toMatch(/\nerror: 2 of 2 could not be classified\n$/);
    await mkdir(at('empty'));
    expect((await classify('empty')).stderr).toMatch(/^empty: no image in this folder/);
  });

  it('--top and --weights change what comes out', async () => {
    const [all] = await classified('9.png', '--top', '99');
    expect(all!.top).toHaveLength(10);
    expect(all!.top.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5);
    const [other] = await classified('9.png', '--weights', 'random.safetensors');
    expect(other!.top[0]!.probability).toBeLessThan(0.5);
  });

  it('reads weights of PyTorch, and says when they are of another model or name what is not allowed', async () => {
    const of = (name: string): string =>
      fileURLToPath(new URL(`../../../../packages/zoo/fixtures/pytorch/${name}`, import.meta.url));
    const other = await classify('9.png', '--weights', of('model.pth'));
    expect(other.stderr).toMatch(/model\.pth: .*these are the weights of another model/);
    const module = await classify('9.png', '--weights', of('refused-module.pth'));
    expect(module.stderr).toMatch(/names 'torch\.nn\.modules\.container\.Sequential', which is not allowed/);
    expect([other.code, module.code]).toEqual([1, 1]);
  });

  it('reads weights in several files by their index, and says of other files what they are', async () => {
    const state = Object.entries(await lenet5({ rng: new Rng(1) }).stateDict());
    const map = state.map(([name], i): [string, string] => [
      name,
      i % 2 === 0 ? 'even.safetensors' : 'odd.safetensors',
    ]);
    for (const [i, file] of ['even', 'odd'].entries()) {
      const part = Object.fromEntries(state.filter((_, at) => at % 2 === i));
      await writeFile(at(`${file}.safetensors`), encodeSafetensors(part));
    }
    await writeFile(at('index.json'), JSON.stringify({ weight_map: Object.fromEntries(map) }));
    const sharded = await classified('9.png', '--weights', 'index.json');
    expect(sharded).toEqual(await classified('9.png', '--weights', 'random.safetensors'));
    const onnx = fileURLToPath(new URL('../../../../packages/zoo/fixtures/onnx/raw.onnx', import.meta.url));
    const other = await classify('9.png', '--weights', onnx);
    expect(other.stderr).toMatch(/raw\.onnx: .*these are the weights of another model/);
    await writeFile(at('pointer.pth'), 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n');
    const pointer = await classify('9.png', '--weights', 'pointer.pth');
    expect(pointer.stderr).toMatch(/^error: pointer\.pth: .*this is a pointer of Git LFS, .*`git lfs pull`\n$/);
  });

  it('is right about every drawn digit, and sure', async () => {
    const results = await classified(digits);
    expect(results).toHaveLength((await readdir(digits)).length);
    for (const { file, top } of results) {
      expect(`${file}: ${top[0]!.label}`).toBe(`${file}: ${file.slice(digits.length, digits.length + 1)}`);
      expect(top[0]!.probability).toBeGreaterThan(0.9);
    }
  });
});

// The trained weights and the pictures are not part of the project: a fresh clone elsewhere has none.
describe.skipIf(!existsSync(data))('cv classify with SqueezeNet on 700 photographs (needs ../shared/data)', () => {
  it('is right as often as the reference, gets the colours and sizes of the file by itself, and survives a bad one', async () => {
    const pictures = join(data, 'imagenet-samples');
    const weights = join(data, 'weights/squeezenet1_0-imagenet-caffe.safetensors');
    const args = [pictures, at('bad.png'), '--model', 'squeezenet1_0', '--weights', weights, '--top', '5', '--json'];
    const { code, stdout, stderr } = await cv(['classify', ...args], { cwd: folder });
    expect(code).toBe(0);
    expect(stderr).toMatch(/bad\.png: this is not an image.*\n1 of 701 could not be classified\n$/s);
    const found = JSON.parse(stdout) as Classified[];
    expect(found).toHaveLength(700);
    // The name of a file begins with the index of its class.
    const hits = (top: number) =>
      found.filter((one) => one.top.slice(0, top).some(({ index }) => index === Number(basename(one.file).slice(0, 4))))
        .length;
    // 428 and 582 by PyTorch; torchvision's crop of an odd rest lies half a pixel beside Caffe's.
    expect(Math.abs(hits(1) - 428), `top-1 ${hits(1)}`).toBeLessThanOrEqual(3);
    expect(Math.abs(hits(5) - 582), `top-5 ${hits(5)}`).toBeLessThanOrEqual(3);
  }, 180_000);
});

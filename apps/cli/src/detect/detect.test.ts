import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDevice, readPicture, writePicture } from '@cv/backend-node';
import { createPicture } from '@cv/image';
import type { StateTensor } from '@cv/layers';
import { Rng } from '@cv/tensor/rng';
import { encodeSafetensors } from '@cv/zoo';
import { detectors, yolov5n } from '@cv/zoo/detect';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cv, ONE_THREAD } from '../testing/run-cv.ts';

let folder = '';
const at = (name: string): string => join(folder, name);

interface Box {
  readonly label: string;
  readonly score: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
interface Detected {
  readonly file: string;
  readonly picture?: string;
  readonly boxes: readonly Box[];
}

const detect = (...args: string[]) => cv(['detect', ...ONE_THREAD, ...args], { cwd: folder });
/** The weights below, in an input of 2 x 2 cells of 32 pixels. */
const known = ['--weights', 'known.safetensors', '--size', '64'];

async function detected(...args: string[]): Promise<Detected[]> {
  const { code, stdout, stderr } = await detect('--json', ...args);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Detected[];
}

/**
 * A detector that sees the same in every cell of its coarsest level: with the large anchor a dog as large as the picture (score 0.99),
 * with the small one a car of 29 x 22.5 pixels (0.73).
 */
async function knownState(): Promise<Record<string, StateTensor>> {
  const model = yolov5n({ rng: new Rng(1) });
  const state: Record<string, StateTensor> = { ...(await model.stateDict()) };
  model.dispose();
  for (const level of [0, 1, 2]) {
    const weight = state[`model.24.m.${level}.weight`]!;
    state[`model.24.m.${level}.weight`] = { ...weight, data: new Float32Array(weight.data.length) };
    const bias = new Float32Array(255).fill(-20);
    const car = Math.log(1 / 3); // sigmoid 0.25: a quarter of the anchor
    if (level === 2) {
      bias.set([0, 0, car, car, 1], 0);
      bias[5 + 2] = 5;
      bias.set([0, 0, 5, 5, 5], 2 * 85);
      bias[2 * 85 + 5 + 16] = 5;
    }
    state[`model.24.m.${level}.bias`] = { dtype: 'float32', shape: [255], data: bias };
  }
  return state;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cv-detect-'));
  await openDevice('cpu');
  for (const [name, width] of [
    ['10.png', 64],
    ['9.png', 128],
  ] as const) {
    await writePicture(at(name), createPicture({ dtype: 'uint8', width, height: 64, channels: 3 }));
  }
  await writeFile(at('bad.png'), 'no picture');
  const state = await knownState();
  await writeFile(at('known.safetensors'), encodeSafetensors(state, { dtype: 'float16' }));
  const names = detectors.yolov5n.labels.map((label) => (label === 'dog' ? 'Hund' : label));
  await writeFile(at('named.safetensors'), encodeSafetensors(state, { metadata: { names: JSON.stringify(names) } }));
  await writeFile(at('labels.txt'), `${names.join('\r\n').replace('Hund', 'chien')}\r\n\n`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('cv detect', () => {
  it('--json prints the boxes of each file in its pixels, best first', async () => {
    const [first, ...rest] = await detected('10.png', ...known);
    expect(rest).toEqual([]);
    expect(Object.keys(first!)).toEqual(['file', 'boxes']);
    expect(first!.boxes).toHaveLength(5);
    expect(first!.boxes[0]).toEqual({
      label: 'dog',
      score: expect.closeTo(0.9867, 3),
      x: 0,
      y: 0,
      width: 64,
      height: 64,
    });
    expect(first!.boxes.slice(1).map(({ label }) => label)).toEqual(['car', 'car', 'car', 'car']);
    expect(first!.boxes[1]).toMatchObject({ x: expect.closeTo(1.5, 1), width: expect.closeTo(29, 1) });
    const [wide] = await detected('9.png', ...known, '--score', '0.9');
    expect(wide!.boxes).toEqual([expect.objectContaining({ x: 0, y: 0, width: 128, height: 64 })]);
  });

  it('shows people a line for each object', async () => {
    const { code, stdout, stderr } = await detect('10.png', '9.png', ...known, '--score', '0.9');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^10\.png {2}dog {2}98\.6\d % {2}at 0, 0, 64 x 64\n9\.png {3}dog .*at 0, 0, 128 x 64\n$/);
    expect((await detect('10.png', ...known, '--score', '1')).stdout).toBe('10.png  (nothing found)\n');
  });

  it('every option changes what comes out', async () => {
    const labels = async (...args: string[]) =>
      (await detected('10.png', ...known, ...args))[0]!.boxes.map(({ label }) => label);
    expect(await labels('--score', '0.8')).toEqual(['dog']);
    expect(await labels('--max', '2')).toEqual(['dog', 'car']);
    expect((await labels('--iou', '0.99')).filter((label) => label === 'dog')).toHaveLength(4);
    expect((await labels('--size', '96')).length).toBeGreaterThan(5);
    expect(await labels('--weights', 'named.safetensors', '--max', '1')).toEqual(['Hund']);
    expect(await labels('--labels', 'labels.txt', '--max', '1')).toEqual(['chien']);
  });

  it('takes folders and patterns, and lists what cannot be read at the end', async () => {
    const { code, stdout, stderr } = await detect('.', 'no.png', ...known, '--max', '1');
    expect(code).toBe(0);
    expect(stdout.split('\n').map((line) => line.split(' ')[0])).toEqual(['9.png', '10.png', '']);
    expect(stderr.split('\n')).toEqual([
      'no.png: there is no such file or folder',
      expect.stringMatching(/^bad\.png: this is not an image/),
      '2 of 4 could not be searched',
      '',
    ]);
    const none = await detect('bad.png', ...known);
    expect(none.code).toBe(1);
    expect(none.stderr).toMatch(/error: 1 of 1 could not be searched\n$/);
  });

  it('-o draws the boxes, and writes over nothing unless told to', async () => {
    const [first] = await detected('10.png', ...known, '-o', 'drawn', '--score', '0.9');
    expect(first!.picture).toBe(join('drawn', '10-boxes.png'));
    const drawn = await readPicture(at('drawn/10-boxes.png'));
    expect(drawn).toMatchObject({ width: 64, height: 64, channels: 3 });
    const corner = Array.from(drawn.data.subarray(3 * (63 * 64 + 63), 3 * (63 * 64 + 64)));
    expect(Math.max(...corner)).toBeGreaterThan(200); // the frame
    const middle = Array.from(drawn.data.subarray(3 * (40 * 64 + 32), 3 * (40 * 64 + 33)));
    expect(middle).toEqual([0, 0, 0]);
    const again = await detect('10.png', ...known, '-o', 'drawn');
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('is there already; --force writes over it');
    expect((await detect('10.png', ...known, '-o', 'drawn', '--force')).code).toBe(0);
    expect(await readdir(at('drawn'))).toEqual(['10-boxes.png']);
  });

  it("reads Darknet's files", async () => {
    // All zeros: every box of every cell has a score of 0.25 and the size of its anchor.
    await writeFile(at('zeros.weights'), new Uint8Array(16 + 4 * (8_852_366 + 2 * 3184)));
    const args = ['10.png', '--model', 'yolov3-tiny', '--weights', 'zeros.weights', '--size', '32', '--max', '1'];
    expect((await detected(...args))[0]!.boxes).toEqual([
      { label: 'person', score: 0.25, x: 0, y: 0, width: 64, height: 64 },
    ]);
    const other = await detect('10.png', '--model', 'yolov3', '--weights', 'zeros.weights');
    expect(other.stderr).toMatch(/zeros\.weights: .*it is cut, or of another model/);
    expect(other.code).toBe(1);
  });

  it('says what is wrong: no weights, no such model, other weights or labels, a size or share that is none', async () => {
    const wrong = async (...args: string[]) => {
      const { code, stdout, stderr } = await detect('10.png', ...args);
      expect(code).toBeGreaterThan(0);
      expect(stdout).toBe('');
      return stderr;
    };
    expect(await wrong()).toMatch(/required option '--weights <file>'/);
    expect(await wrong(...known, '--model', 'yolo9000')).toMatch(
      /there is no detector 'yolo9000'; choose from yolov3,/,
    );
    expect(await wrong(...known, '--model', 'yolov5s')).toMatch(
      /known\.safetensors: .*these are the weights of another/,
    );
    expect(await wrong(...known, '--size', '40')).toMatch(/multiples of 32/);
    expect(await wrong(...known, '--score', '2')).toMatch(/Expected a number of 0 to 1/);
    expect(await wrong('--weights', 'none.safetensors')).toMatch(/none\.safetensors/);
    await writeFile(at('two.txt'), 'a\nb\n');
    expect(await wrong(...known, '--labels', 'two.txt')).toMatch(/these are the weights of another model/);
    await writeFile(at('gap.txt'), 'a\n\nb\n');
    expect(await wrong(...known, '--labels', 'gap.txt')).toMatch(/gap\.txt: line 2 is empty/);
  });

  const data = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
  // The trained weights are not part of the project: a fresh clone elsewhere has none.
  it.skipIf(!existsSync(data))('finds the dog with trained weights (needs ../shared/data)', async () => {
    const weights = join(data, 'weights/yolov5n-coco.safetensors');
    const [dog] = await detected(join(data, 'coco/darknet_dog.jpg'), '--weights', weights);
    expect(dog!.boxes.map(({ label }) => label)).toEqual(expect.arrayContaining(['dog', 'car', 'bicycle']));
  });
});

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDevice, readPicture } from '@cv/backend-node';
import { Rng } from '@cv/tensor/rng';
import { encodeSafetensors, type ModelId, models } from '@cv/zoo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cv, ONE_THREAD } from '../testing/run-cv.ts';

const digits = fileURLToPath(new URL('../../digits/', import.meta.url));
const two = join(digits, '2-brush.png');
let folder = '';
const at = (name: string): string => join(folder, name);
const explain = (...args: string[]) => cv(['explain', ...ONE_THREAD, ...args], { cwd: folder });

interface Explained {
  readonly file: string;
  readonly picture: string;
  readonly method: string;
  readonly label: string;
  readonly index: number;
  readonly probability: number;
  readonly range: readonly [number, number];
}

async function explained(...args: string[]): Promise<Explained[]> {
  const { code, stdout, stderr } = await explain('--json', ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Explained[];
}

/** Weights that were never trained, of a model that the packaged ones are not of. */
async function randomWeights(id: ModelId): Promise<string> {
  const file = at(`${id}.safetensors`);
  const model = await models[id].create({ rng: new Rng(1) });
  await writeFile(file, encodeSafetensors(await model.stateDict(), { dtype: 'float16', metadata: { model: id } }));
  model.dispose();
  return file;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cv-explain-'));
  await openDevice('cpu');
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('cv explain', () => {
  it('writes a picture of the size of each file, and prints the class', async () => {
    const [first, ...rest] = await explained(two);
    expect(rest).toEqual([]);
    expect(first).toEqual({
      file: two,
      picture: 'explained/2-brush-grad-cam.png',
      method: 'grad-cam',
      label: '2',
      index: 2,
      probability: expect.closeTo(1, 2),
      range: [0, expect.any(Number)],
    });
    const [before, after] = [await readPicture(two), await readPicture(at(first!.picture))];
    expect([after.width, after.height, after.channels]).toEqual([before.width, before.height, 3]);
  });

  it('shows people a line for each file', async () => {
    const { code, stdout, stderr } = await explain(two, join(digits, '3-chalk.png'), '-o', 'lines');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /2-brush\.png {2}2 +[>\d.]+ % {2}lines\/2-brush-grad-cam\.png\n.*3-chalk\.png {2}3 +\S+ % {2}lines\/3-chalk-/,
    );
  });

  it('takes folders, lists what cannot be read at the end, and writes nothing for it', async () => {
    await writeFile(at('bad.png'), 'no picture');
    const { code, stdout, stderr } = await explain(digits, 'bad.png', 'no.png', '-o', 'folder');
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength((await readdir(digits)).length);
    expect(await readdir(at('folder'))).toHaveLength((await readdir(digits)).length);
    expect(stderr).toMatch(
      /^no\.png: there is no such file or folder\nbad\.png: this is not an image.*\n2 of 10 could not be explained\n$/,
    );
    const none = await explain('bad.png', '-o', 'nothing');
    expect(none.code).toBe(1);
    expect(none.stderr).toContain('error: 1 of 1 could not be explained');
    expect(await readdir(folder)).not.toContain('nothing');
  });

  it('writes over pictures only when told to', async () => {
    await explained(two, '-o', 'kept');
    const again = await explain(two, '-o', 'kept');
    expect([again.code, again.stderr]).toEqual([
      2,
      'error: kept/2-brush-grad-cam.png is there already; --force writes over it\n',
    ]);
    await explained(two, '-o', 'kept', '--force');
  });

  it('says in one line that the folder cannot be made', async () => {
    await writeFile(at('file'), '');
    const { code, stdout, stderr } = await explain(two, '-o', 'file');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error: the folder file cannot be made \(EEXIST.*\); choose another with --out\n$/);
  });

  it('every option changes the picture', async () => {
    let run = 0;
    const pictureOf = async (...args: string[]): Promise<string> => {
      const [found] = await explained(two, '-o', `run${++run}`, ...args);
      return (await readFile(at(found!.picture))).toString('base64');
    };
    const pictures = [
      await pictureOf(),
      await pictureOf('--class', '8'),
      await pictureOf('--layer', 'conv1'),
      await pictureOf('--method', 'saliency'),
      await pictureOf('--colormap', 'viridis'),
      await pictureOf('--alpha', '0.8'),
    ];
    expect(new Set(pictures).size).toBe(pictures.length);
    expect((await explained(two, '-o', 'eight', '--class', '8'))[0]).toMatchObject({ label: '8', index: 8 });
  });

  it('explains by class activation maps and by attention what has them', async () => {
    const resnet = await randomWeights('resnet20');
    const [cam] = await explained(two, '--weights', resnet, '--method', 'cam', '--class', 'ship');
    expect(cam).toMatchObject({ picture: 'explained/2-brush-cam.png', label: 'ship' });
    const vit = await randomWeights('vit_tiny_patch16_224');
    const [rolled] = await explained(two, '--weights', vit, '--method', 'rollout');
    expect(rolled).toMatchObject({ picture: 'explained/2-brush-rollout.png', probability: expect.closeTo(0.001, 2) });
  });

  it('refuses what does not go together in one line, with code 2', async () => {
    const refused = async (...args: string[]): Promise<string> => {
      const { code, stdout, stderr } = await explain(two, '-o', 'refused', ...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      return stderr;
    };
    expect(await refused('--method', 'cam')).toContain('no linear function of averaged maps');
    expect(await refused('--method', 'rollout')).toContain('a LeNet has no attention');
    expect(await refused('--method', 'rollout', '--class', '1')).toContain('--class: rollout shows where');
    expect(await refused('--method', 'saliency', '--layer', 'conv1')).toContain('--layer is for grad-cam');
    expect(await refused('--class', 'ten')).toContain("there is no class 'ten'");
    expect(await refused('--layer', 'conv9')).toContain("no stage or module 'conv9'");
    expect(await refused('--method', 'lime')).toContain('Allowed choices are grad-cam, cam, saliency, rollout');
    expect(await refused('--alpha', '2')).toContain('Expected a number of 0 to 1');
    expect(await readdir(folder)).not.toContain('refused');
  });
});

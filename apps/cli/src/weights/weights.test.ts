import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDevice } from '@cv/backend-node';
import { Rng } from '@cv/tensor/rng';
import { encodeSafetensors, lenet5, models, vitTinyPatch16_224 } from '@cv/zoo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SmallHub, startHub } from '../testing/hub-server.ts';
import { cv, type Finished, ONE_THREAD } from '../testing/run-cv.ts';

let folder = '';
let hub: SmallHub;
let lenetServer: SmallHub;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cv-weights-'));
  await openDevice('cpu');
  hub = await startHub(encodeSafetensors(await vitTinyPatch16_224({ rng: new Rng(1) }).stateDict()));
  const lenet = encodeSafetensors(await lenet5({ rng: new Rng(1) }).stateDict());
  lenetServer = await startHub(lenet);
  await writeFile(at('random.safetensors'), lenet);
  await copyFile(fileURLToPath(new URL('../../digits/3-chalk.png', import.meta.url)), at('3.png'));
});
afterAll(async () => {
  await Promise.all([hub.close(), lenetServer.close()]);
  await rm(folder, { recursive: true, force: true });
});

const run = (args: readonly string[], env: Record<string, string> = {}): Promise<Finished> =>
  cv(args, { cwd: folder, env: { CV_CACHE: at('cache'), HF_ENDPOINT: hub.url, CV_OFFLINE: '', HF_TOKEN: '', ...env } });
const classify = (args: readonly string[], env?: Record<string, string>): Promise<Finished> =>
  run(['classify', '3.png', '--json', ...ONE_THREAD, ...args], env);

describe('--weights', () => {
  it('fetches weights of the hub once, and reads them offline from then on', async () => {
    const args = ['--model', 'vit_tiny_patch16_224', '--weights', 'augreg_in21k_ft_in1k'];
    const first = await classify(args);
    expect(first.code).toBe(0);
    expect(first.stderr).toBe('downloading vit_tiny_patch16_224.augreg_in21k_ft_in1k, 22.9 MB\n');
    expect(hub.asked).toEqual([
      'POST /api/models/timm/vit_tiny_patch16_224.augreg_in21k_ft_in1k/paths-info/main',
      `GET /timm/vit_tiny_patch16_224.augreg_in21k_ft_in1k/resolve/${hub.commit}/model.safetensors`,
    ]);
    const again = await classify(['--weights', 'vit_tiny_patch16_224.augreg_in21k_ft_in1k'], { CV_OFFLINE: '1' });
    expect(again).toMatchObject({ code: 0, stdout: first.stdout, stderr: '' });
    expect(hub.asked).toHaveLength(2);
  });

  it('fetches a URL', async () => {
    const url = `${lenetServer.url}/some/where.safetensors`;
    const fetched = await classify(['--weights', url]);
    expect(fetched.stderr).toBe('downloading where.safetensors, 248 kB\n');
    expect(fetched.stdout).toBe((await classify(['--weights', 'random.safetensors'])).stdout);
    const missing = await classify(['--weights', `${lenetServer.url}/missing`]);
    expect(missing).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error: download: .*there is no such file/),
    });
  });

  it('says what to do offline, and of a tag that there is not', async () => {
    const offline = await classify(['--model', 'resnet18'], { CV_OFFLINE: '1' });
    expect(offline.code).toBe(1);
    expect(offline.stderr).toMatch(/^error: download: .*resnet18-f37072fd\.pth: offline, and it is not in the cache/);
    const other = await classify(['--model', 'resnet34', '--weights', 'resnet18.a1_in1k']);
    expect(other).toMatchObject({
      code: 2,
      stderr: 'error: resnet18.a1_in1k are weights of resnet18, not of resnet34\n',
    });
    const none = await classify(['--model', 'resnet34', '--weights', 'a9_in1k']);
    expect(none.code).toBe(2);
    expect(none.stderr).toMatch(/^error: there is no file 'a9_in1k', and resnet34 has no weights .*tv_in1k, a1_in1k, /);
    const bare = await classify(['--model', 'resnet20']);
    expect(bare.stderr).toBe('error: no weights come with resnet20; give a file with --weights\n');
  });

  it('takes the packaged ones by tag, and a file of that name by its path', async () => {
    const packaged = await classify([]);
    await copyFile(at('random.safetensors'), at('mnist'));
    expect((await classify(['--weights', 'mnist'])).stdout).toBe(packaged.stdout);
    expect((await classify(['--weights', './mnist'])).stdout).not.toBe(packaged.stdout);
    await rm(at('mnist'));
  });
});

describe('cv models <model>', () => {
  it('shows its weights', async () => {
    const { code, stdout } = await run(['models', 'resnet50']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^resnet50: ResNet-50\n25,557,032 parameters, /);
    expect(stdout).toMatch(
      /\ntv2_in1k +IMAGENET1K_V2 +torchvision +BSD-3-Clause +80\.858 % +95\.434 % +232 to 224, bilinear +103 MB +no\n/,
    );
    expect(stdout).toMatch(/\na1_in1k +timm +Apache-2\.0 +- +- +235 to 224, bicubic +- +no\n/);
    expect((await run(['models', 'vit_base_patch16_224'])).stdout).toMatch(
      /^vit_b_16: .*\(also vit_base_patch16_224\)/,
    );
    expect((await run(['models', 'lenet5'])).stdout).toMatch(/mnist +@cv\/zoo +MIT .* packaged\n/);
    expect((await run(['models', 'resnet20'])).stdout).toContain('no weights in the catalogue');
    expect((await run(['models', 'resnet50', '--weights', 'x'])).stderr).toContain(
      "resnet50 has no weights 'x'; choose",
    );
  });

  it('--download fetches weights and says where they lie; they are shown as cached then', async () => {
    const args = ['models', '--download', 'resnet18', '--weights', 'a2_in1k'];
    const { code, stdout, stderr } = await run(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'downloading resnet18.a2_in1k, 22.9 MB\n' });
    const [, path] = /^resnet18\.a2_in1k: (.*)\nlicence: Apache-2\.0\n$/.exec(stdout)!;
    expect(path!.startsWith(at('cache'))).toBe(true);
    expect((await readFile(path!)).length).toBeGreaterThan(2e7);
    const shown = await run(['models', 'resnet18.a2_in1k']);
    expect(shown.stdout).toContain(`\ncached as ${path}\ncommit ${hub.commit}\nSHA-256 `);
    const json = JSON.parse((await run(['models', 'resnet18', '--json'])).stdout) as {
      params: number;
      weights: Record<string, { cached: boolean; published: unknown; url: string }>;
    };
    expect(json.params).toBe(models.resnet18.params);
    expect(json.weights.a2_in1k).toMatchObject({ cached: true, published: null });
    expect(json.weights.tv_in1k).toMatchObject({
      cached: false,
      published: { top1: 0.69758, top5: 0.89078 },
      url: 'https://download.pytorch.org/models/resnet18-f37072fd.pth',
    });
    const again = await run([...args, '--json'], { CV_OFFLINE: '1' });
    expect(JSON.parse(again.stdout)).toEqual({ weights: 'resnet18.a2_in1k', path, licence: 'Apache-2.0' });
  });

  it('wants a model to download', async () => {
    expect(await run(['models', '--download'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('name one model'),
    });
  });

  it('--json of all has the tags', async () => {
    const all = JSON.parse((await run(['models', '--json'])).stdout) as { id: string; weights: object }[];
    const { weights } = all.find(({ id }) => id === 'resnet50')!;
    expect(Object.keys(weights)).toEqual(Object.keys(models.resnet50.weights));
  });
});

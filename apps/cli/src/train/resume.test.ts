import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeCheckpoint } from '@cv/transfer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cv, ONE_THREAD, startCv } from '../testing/run-cv.ts';
import { writeSmallMnist } from '../testing/small-mnist.ts';

let folder = '';
let data = '';
const at = (name: string): string => join(folder, name);
const env = { SOURCE_DATE_EPOCH: '1800000000' };
// Long enough that the signals below come before the end; eight steps an epoch.
const EPOCHS = 24;
const begin = (out: string): string[] => {
  return ['train', '--data', data, '--epochs', String(EPOCHS), '--lr', '0.001', ...ONE_THREAD, '--out', at(out)];
};
/** Goes on with the run of this name, with further options. */
const resume = (run: string, ...options: string[]): string[] => ['train', '--out', at(run), '--resume', ...options];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cv-resume-'));
  data = await writeSmallMnist(at('data'), { train: 512, test: 100 });
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const progress = async (run: string) =>
  decodeCheckpoint(await readFile(join(at(run), 'checkpoint.safetensors'))).state.progress;

// Six processes one after the other.
describe('a training that is stopped', { timeout: 180_000 }, () => {
  it('by Ctrl-C, a request to end and a kill goes on to the same bytes as one that never stopped', async () => {
    const whole = cv(begin('whole'), { env });

    const first = startCv(begin('run'), { env });
    await first.said(/epoch +2\/24/);
    first.child.kill('SIGINT');
    const stopped = await first.finished;
    expect(stopped).toMatchObject({ code: 130, signal: null, stdout: '' });
    expect(stopped.stderr).toMatch(/stopping after this step; Ctrl-C again leaves at once\n/);
    const [, epoch, batch] =
      /stopped in epoch (\d+) after (\d) of 8 steps; go on with:\n {2}cv train --out .* --resume\n$/.exec(
        stopped.stderr,
      )!;
    expect(await progress('run')).toMatchObject({ epoch: Number(epoch) - 1, batch: Number(batch) });
    expect((await readdir(at('run'))).sort()).toEqual(['checkpoint.safetensors', 'history.csv']);

    const second = startCv(resume('run'), { env });
    await second.said(/epoch/);
    second.child.kill('SIGTERM');
    expect((await second.finished).code).toBe(143);

    const third = startCv(resume('run'), { env });
    await third.said(/epoch/);
    third.child.kill('SIGKILL');
    expect((await third.finished).signal).toBe('SIGKILL');
    // As if the kill had come in the middle of a write: half a file, which the rename never put in place.
    await writeFile(
      at('run/.cv-0123456789abcdef.tmp'),
      (await readFile(at('run/checkpoint.safetensors'))).subarray(0, 99_999),
    );
    expect((await progress('run')).epoch).toBeLessThan(EPOCHS);

    const last = await cv(resume('run'), { env });
    expect(last.code).toBe(0);
    expect((await whole).code).toBe(0);
    for (const file of ['weights.safetensors', 'history.csv']) {
      expect((await readFile(join(at('run'), file))).equals(await readFile(join(at('whole'), file)))).toBe(true);
    }
    expect((await readFile(at('run/history.csv'), 'utf8')).split('\n')).toHaveLength(EPOCHS + 2);

    const { code, stdout } = await cv(resume('run'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^the run in .* is finished; its weights are in /);
  });

  it('while its weights were not written yet writes them', async () => {
    const before = await readFile(at('whole/weights.safetensors'));
    await rm(at('whole/weights.safetensors'));
    expect((await cv(resume('whole'), { env })).code).toBe(0);
    expect((await readFile(at('whole/weights.safetensors'))).equals(before)).toBe(true);
  });
});

describe('cv train --resume', () => {
  it('refuses another plan, and names what differs', async () => {
    const options = '--lr 0.1 --epochs 24 --augment off --device cpu --threads 2';
    const { code, stderr } = await cv(resume('run', ...options.split(' ')));
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^error: the run to resume was planned differently: --lr 0.001 there, 0.1 here; --augment on there, off here; --device onnxruntime there, cpu here; --threads 1 there, 2 here; /,
    );
  });

  it('refuses other data, and takes the same from another place', async () => {
    await writeSmallMnist(at('other'), { train: 520 });
    const other = await cv(resume('run', '--data', at('other')));
    expect(other.code).toBe(2);
    expect(other.stderr).toMatch(
      /^error: the run to resume was trained on other files than those in .*other; say with --data/,
    );
    await rename(data, at('moved'));
    const moved = await cv(resume('run'));
    expect(moved.code).toBe(1);
    expect(moved.stderr).toMatch(/^error: data .*: there is no such folder/);
    expect((await cv(resume('run', '--data', at('moved')))).code).toBe(0);
    await rename(at('moved'), data);
  });

  it('refuses what is no run: none, weights, a damaged checkpoint; and --force beside it', async () => {
    const none = await cv(resume('none'));
    expect(none).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error: .*none\/checkpoint.safetensors: there is no such file/),
    });
    const checkpoint = at('run/checkpoint.safetensors');
    const good = await readFile(checkpoint);
    await writeFile(checkpoint, await readFile(at('run/weights.safetensors')));
    const weights = await cv(resume('run'));
    expect(weights).toMatchObject({ code: 1, stderr: expect.stringMatching(/^error: .*the file is no checkpoint/) });
    await writeFile(checkpoint, good.subarray(0, good.length - 100));
    const damaged = await cv(resume('run'));
    expect(damaged).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error: .*checkpoint.safetensors: safetensors: /),
    });
    await writeFile(checkpoint, good);
    const both = await cv(resume('run', '--force'));
    expect(both).toMatchObject({ code: 2, stderr: "error: option '--force' cannot be used with option '--resume'\n" });
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataError } from '@cv/tensor/errors';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { npy } from '../testing/npy.ts';
import { readScores } from './read-scores.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cv-read-scores-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, content: string | Uint8Array): ReturnType<typeof readScores> {
  const file = join(folder, name);
  await writeFile(file, content);
  return readScores(file, undefined);
}

/** The message, without the folder. */
async function fault(name: string, content: string | Uint8Array): Promise<string> {
  const error: unknown = await read(name, content).catch((one: unknown) => one);
  expect(error).toBeInstanceOf(DataError);
  return (error as DataError).message.replace(`${folder}/`, '');
}

it.each([
  ['a.csv', 'label,score\n1,0.3\n\n0,oops\n', 'a.csv, line 4: score is "oops"; expected a number'],
  ['b.csv', 'label,score\n1,0.3\n0,0.4,7\n', 'b.csv, line 3: 3 fields; the header has 2'],
  ['c.csv', 'label,score\n1,0.3\n0,"0.4\n', 'c.csv, line 3: Quote Not Closed'],
  ['d.csv', 'truth,score\n1,0.3\n', 'd.csv, line 1: expected a header with label and score'],
  ['e.csv', '', 'e.csv: no rows'],
  ['f.csv', 'label,score\n,0.3\n', 'f.csv, line 2: the label is empty'],
  ['g.csv', 'label,score\n1,\n', 'g.csv, line 2: score is ""'],
  ['h.csv', 'label,score\n1,NaN\n', 'h.csv, line 2: score is "NaN"'],
  ['i.csv', 'label,score_a,score_b\nc,1,2\n', 'i.csv, line 2: label "c" has no score; there are a, b'],
  ['j.csv', 'label,score_a,score_a\na,1,2\n', 'j.csv, line 1: score_a is there twice'],
  ['k.csv', 'label,score_a\na,1\n', 'k.csv, line 1: one class alone has a score'],
  ['l.jsonl', '{"label":1,"score":1}\n{"label":', 'l.jsonl, line 2: no JSON'],
  ['m.jsonl', '{"label":1,"score":1}\n{"label":0}\n', 'm.jsonl, line 2: score is missing'],
  ['n.jsonl', '{"score":1}\n', 'n.jsonl, line 1: label is missing'],
  ['o.jsonl', '{"label":"a","scores":{"a":1,"b":0}}\n{"label":"a","scores":{"a":1,"c":0}}', 'line 2: a score of c'],
  ['p.npy', 'label,score\n1,2', 'p.npy: no NumPy array'],
  ['q.pdf', '', 'q.pdf: unknown kind of file'],
])('refuses %s: %j', async (name, text, message) => {
  expect(await fault(name, text)).toContain(message);
});

it('refuses arrays that are cut short, have too many dimensions, or no labels', async () => {
  expect(await fault('short.npy', npy(Float64Array.of(1, 0.5), '2, 2'))).toContain('short.npy: cut short');
  expect(await fault('cube.npy', npy(Float64Array.of(1, 0.5), '1, 1, 2'))).toContain('shape (1, 1, 2)');
  expect(await fault('alone.npy', npy(Float32Array.of(1, 0.5), '2,'))).toContain('scores alone');
  expect(await fault('pairs.npy', npy(Float32Array.of(1, 0.5, 0.5, 1), '2, 2'))).toContain('row 1: label is 0.5');
  expect(await fault('header.npy', npy(Float32Array.of(1, 0.5), '1, 2').subarray(0, 40))).toMatch(/header\.npy: /);
  await expect(readScores(join(folder, 'nowhere.csv'), undefined)).rejects.toThrow(
    /nowhere\.csv cannot be read \(ENOENT/,
  );
});

it('reads quoted fields, other columns, and labels that only look like numbers', async () => {
  expect(await read('quoted.csv', '"id","score","label"\n"a, b",0.25,"x ""y"""\n"two\nlines",1e-3,z\n')).toEqual({
    labels: ['x "y"', 'z'],
    classes: [],
    scores: [Float64Array.of(0.25, 0.001)],
  });
  expect((await read('mixed.csv', 'label,score\n1,0\n1b,0\n')).labels).toEqual(['1', '1b']);
  expect((await read('whole.csv', 'label,score\n-1,0\n1,0\n')).labels).toEqual([-1, 1]);
});

it('reads arrays of columns as those of rows', async () => {
  const byColumn = Buffer.from(npy(Float64Array.of(0, 1, 0.25, 0.75), '2, 2'));
  byColumn.write('True, ', byColumn.indexOf('False'));
  expect(await read('columns.npy', byColumn)).toEqual({
    labels: [0, 1],
    classes: [],
    scores: [Float64Array.of(0.25, 0.75)],
  });
});

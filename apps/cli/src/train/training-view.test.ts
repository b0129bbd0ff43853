import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CV, start } from '../testing/run-cv.ts';
import { writeSmallMnist } from '../testing/small-mnist.ts';

const hasScript = process.platform === 'linux' && existsSync('/usr/bin/script');

// `script` of util-linux runs a program on a terminal of its own.
it.skipIf(!hasScript)('on a terminal there is a live bar below the lines of the epochs, and it goes away', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cv-view-'));
  const data = await writeSmallMnist(join(folder, 'data'), { train: 384, test: 100 });
  const command = `${process.execPath} ${CV} train --data ${data} --epochs 2 --threads 1 --out ${folder}/run`;
  const { code, stdout } = await start('script', ['-qec', command, '/dev/null']).finished;
  await rm(folder, { recursive: true });
  expect(code).toBe(0);
  expect(stdout).toMatch(/epoch [12]\/2 ━+ +\d+% {2}loss \d\.\d{4} {2}acc \d+\.\d\d % {2}[\d,]+ images\/s/);
  const esc = '\u001b';
  expect(stdout.lastIndexOf(`${esc}[?25h`), 'the cursor is shown again').toBeGreaterThan(
    stdout.lastIndexOf(`${esc}[?25l`),
  );
  const left = stdout.slice(stdout.lastIndexOf('━'));
  expect(left).toMatch(/test error: /);
  for (const epoch of [1, 2]) expect(stdout).toMatch(new RegExp(`epoch ${epoch}/2 {2}loss .* images/s[^━]*\\n`));
});

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { everyOperation, titleOf } from './every-operation.test.support.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe.skipIf(!existsSync(`${root}/dist/index.js`))('memory (skipped where dist is not built)', () => {
  it('of every operation stays within what is stated', { timeout: 120_000 }, () => {
    // The young generation is kept small, so that what is garbage already hardly counts.
    const flags = ['--expose-gc', '--max-semi-space-size=1', `${root}/fixtures/measure-memory.mjs`];
    const measured = JSON.parse(execFileSync(process.execPath, flags, { encoding: 'utf8' })) as Record<string, number>;
    expect(Object.keys(measured)).toEqual(everyOperation.map(titleOf));
    const above = everyOperation.filter((operation) => !(measured[titleOf(operation)]! <= operation.bytes + 1));
    expect(above.map((operation) => [titleOf(operation), measured[titleOf(operation)], operation.bytes])).toEqual([]);
    expect(Object.values(measured).some((bytes) => bytes > 15)).toBe(true); // it counts something
  });
});

it('is stated in the README for every operation that holds more than rows', () => {
  const readme = readFileSync(`${root}/README.md`, 'utf8').split('### 10,000')[0]!;
  const rows = new Map(
    [...readme.matchAll(/^\| (.+?) +\| (\d+) +\|/gm)].flatMap(([, names, bytes]) =>
      names!.split('; ').map((name) => [name.replaceAll('`', ''), Number(bytes)] as const),
    ),
  );
  const held = everyOperation.filter(({ bytes }) => bytes > 1);
  expect(held.map((operation) => [titleOf(operation), rows.get(titleOf(operation))])).toEqual(
    held.map((operation) => [titleOf(operation), operation.bytes]),
  );
});

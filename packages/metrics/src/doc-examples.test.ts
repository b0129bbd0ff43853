import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as scores from './index.ts';
import * as charts from './plot/index.ts';
import { checkedExample, docExamples } from './testing/doc-examples.ts';

const source = import.meta.dirname;
const examples = docExamples(source);
const folder = mkdtempSync(join(tmpdir(), 'cv-metrics-examples-'));
const file = join(folder, 'examples.ts');
const metrics = { ...scores, ...charts };
const importOf = (from: object, path: string): string =>
  `import { ${Object.keys(from).join(', ')} } from ${JSON.stringify(relative(folder, join(source, path)))};`;
const names = Object.keys(metrics).join(', ');
writeFileSync(
  file,
  `${importOf(scores, 'index.ts')}
${importOf(charts, 'plot/index.ts')}
void [${names}];
export const examples = {\n${examples.map((example) => `${checkedExample(example)},\n`).join('')}};\n`,
);
afterAll(() => rmSync(folder, { recursive: true }));

/** Typed arrays as lists, numbers to 12 digits. */
function plain(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(12));
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>, plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
}

describe('examples of the docs', () => {
  it('are there for every function and class', () => {
    const shown = examples.map(({ code }) => code).join('\n');
    const missing = Object.keys(metrics).filter((name) => name !== 'MetricError' && !shown.includes(`${name}(`));
    expect(missing).toEqual([]);
  });

  it('compile', () => {
    const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
    const config = {
      extends: join(source, '../../../tsconfig.base.json'),
      compilerOptions: {
        noEmit: true,
        allowImportingTsExtensions: true,
        composite: false,
        isolatedDeclarations: false,
      },
      files: [file],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });

  it.each(examples.map(({ title }) => title))('%s gives what it says', async (title) => {
    const loaded = (await import(file)) as {
      examples: Record<string, (check: (actual: unknown, expected: () => unknown) => void) => Promise<void>>;
    };
    let checks = 0;
    await loaded.examples[title]!((actual, expected) => {
      checks += 1;
      expect(plain(actual)).toEqual(plain(expected()));
    });
    expect(checks).toBeGreaterThan(0);
  });
});

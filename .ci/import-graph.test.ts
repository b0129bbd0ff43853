import { describe, expect, it } from 'vitest';
import { ARROWS } from './arrows.ts';
import { dependencyFaults, importFaults } from './import-rules.ts';
import { readSource, sourceFiles } from './source-files.ts';
import { type Manifest, WORKSPACE, type WorkspacePackage } from './workspace.ts';

describe.each(WORKSPACE.map((pkg) => [`${pkg.kind} ${pkg.room}`, pkg] as const))('%s', (_, pkg) => {
  it('depends only on what the arrows allow', () => {
    expect(dependencyFaults(pkg)).toEqual([]);
  });

  it('imports only its own dependencies', () => {
    const files = sourceFiles(pkg);
    expect(files.length).toBeGreaterThan(0);
    expect(files.flatMap((file) => importFaults(pkg, file))).toEqual([]);
  });
});

describe('the rules', () => {
  const made = (room: string, fields: Partial<Manifest> = {}): WorkspacePackage => ({
    kind: 'package',
    room,
    folder: '',
    manifest: { name: `@cv/${room}`, ...fields },
  });
  const faults = (pkg: WorkspacePackage, text: string, path = 'src/a.ts') => importFaults(pkg, readSource(path, text));

  it('know no circle', () => {
    const walk = (room: string, above: readonly string[]): void => {
      expect(above).not.toContain(room);
      for (const next of ARROWS[room]!) walk(next, [...above, room]);
    };
    for (const room of Object.keys(ARROWS)) walk(room, []);
  });

  it.each([
    ['an arrow that is not there', made('image', { dependencies: { '@cv/tensor': '' } }), 'image -> tensor'],
    ['an arrow against the direction', made('tensor', { dependencies: { '@cv/zoo': '' } }), 'tensor -> zoo'],
    ['a backend', made('transfer', { peerDependencies: { '@cv/backend-web': '' } }), 'transfer -> backend-web'],
    [
      'tfjs past the tensor interface',
      made('zoo', { dependencies: { '@tensorflow/tfjs-core': '' } }),
      'zoo -> @tensorflow/tfjs-core',
    ],
    [
      'any dependency of a package without',
      made('metrics', { dependencies: { lodash: '' } }),
      'metrics depends on lodash',
    ],
    [
      'a development arrow against the direction',
      made('onnx', { devDependencies: { '@cv/zoo': '' } }),
      'onnx -> zoo (dev)',
    ],
    ['a package that the arrows do not know', made('cellar'), 'cellar: no line in arrows.ts'],
  ])('refuse %s', (_, pkg, fault) => {
    expect(dependencyFaults(pkg)).toContain(fault);
  });

  it('allow arrows over several steps, and backends to tests', () => {
    const dependencies = { '@cv/tensor': '', '@cv/image': '', '@cv/metrics': '' };
    expect(dependencyFaults(made('transfer', { dependencies, devDependencies: { '@cv/backend-node': '' } }))).toEqual(
      [],
    );
  });

  it.each([
    ["import { a } from 'lodash';", 'lodash is no dependency'],
    ["import type { A } from 'lodash/fp';", 'lodash/fp is no dependency'],
    ["export * from '@cv/zoo';", '@cv/zoo is no dependency'],
    ["export type A = import('vitest').Mock;", 'vitest is no dependency'],
    ["const a = await import('fast-check');", 'fast-check is no dependency'],
    ['export const a = (name: string) => import(name);', 'import(...) has a name that is computed'],
    ["import { readFile } from 'node:fs/promises';", 'node:fs/promises is a module of the platform'],
    ["import { join } from 'path';", 'path is a module of the platform'],
    ["import { a } from '../../image/src/a.ts';", '../../image/src/a.ts leaves the package'],
    ["import { a } from './testing.ts';", './testing.ts is there for tests only'],
    ["import { a } from './testing/cpu.ts';", './testing/cpu.ts is there for tests only'],
    ["import { a } from '#elsewhere';", '#elsewhere is not in "imports"'],
  ])('refuse %s', (text, fault) => {
    const pkg = made('layers', { dependencies: { '@cv/tensor': '' }, devDependencies: { 'fast-check': '' } });
    expect(faults(pkg, text)).toEqual([expect.stringContaining(`layers/src/a.ts: ${fault}`)]);
  });

  it('let tests use devDependencies, the package itself and Node', () => {
    const pkg = made('layers', { devDependencies: { 'fast-check': '' } });
    const text = "import fc from 'fast-check'; import fs from 'node:fs'; import { a } from '@cv/layers';";
    expect(faults(pkg, text, 'src/a.test.ts')).toEqual([]);
    expect(faults(pkg, text)).toHaveLength(3);
  });

  it('hold an entry arrow to its entry', () => {
    const pkg = made('data', { dependencies: { '@cv/tensor': '' } });
    expect(dependencyFaults(pkg)).toEqual([]);
    expect(faults(pkg, "import { Rng } from '@cv/tensor/rng';")).toEqual([]);
    expect(faults(pkg, "import { add } from '@cv/tensor';")).toEqual([
      'data/src/a.ts: @cv/tensor is no arrow of the design',
    ]);
  });

  it('let apps import packages and Node, but no stranger', () => {
    const app: WorkspacePackage = { ...made('cli', { dependencies: { '@cv/backend-node': '' } }), kind: 'app' };
    expect(faults(app, "import '@cv/backend-node'; import 'node:fs'; import 'lodash';")).toEqual([
      expect.stringContaining('lodash'),
    ]);
  });
});

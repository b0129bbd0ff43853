import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PUBLIC, ROOT, readManifest, WORKSPACE, type WorkspacePackage } from './workspace.ts';

const root = readManifest(ROOT);

/** Everything that a package depends on, with the version range as written. */
function ranges({ manifest }: WorkspacePackage): [string, string][] {
  return Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
}

describe.each(WORKSPACE.map((pkg) => [`${pkg.kind} ${pkg.room}`, pkg] as const))('package.json of %s', (_, pkg) => {
  it('has the licence, the engines and the module type of the repository', () => {
    const { license, type, engines } = pkg.manifest;
    expect({ license, type, engines }).toEqual({ license: root.license, type: 'module', engines: root.engines });
  });

  it('takes packages of the workspace from the workspace', () => {
    const elsewhere = ranges(pkg).filter(([name, range]) => name.startsWith('@cv/') && range !== 'workspace:*');
    expect(elsewhere).toEqual([]);
  });

  it('refers to the same packages in tsconfig.json', () => {
    const file = join(pkg.folder, 'tsconfig.json');
    const { references = [] } = JSON.parse(readFileSync(file, 'utf8')) as { references?: { path: string }[] };
    const rooms = ranges(pkg).flatMap(([name]) => WORKSPACE.filter(({ manifest }) => manifest.name === name));
    expect(references.map(({ path }) => join(pkg.folder, path)).sort()).toEqual(
      rooms.map(({ folder }) => folder).sort(),
    );
  });
});

it('versions that several packages use stand in the catalog', () => {
  const uses = new Map<string, Set<string>>();
  for (const [name, range] of WORKSPACE.flatMap(ranges)) {
    if (!name.startsWith('@cv/')) uses.set(name, (uses.get(name) ?? new Set()).add(range));
  }
  const several = [...uses].filter(
    ([name]) => WORKSPACE.filter((pkg) => ranges(pkg).some(([n]) => n === name)).length > 1,
  );
  expect(several.length).toBeGreaterThan(0);
  expect(several.filter(([, found]) => [...found].some((range) => range !== 'catalog:'))).toEqual([]);
});

it('all that is published is built before its tarball is checked, being a dependency of the checks', () => {
  const built = Object.keys(readManifest(import.meta.dirname).devDependencies!);
  expect(PUBLIC.map(({ manifest }) => manifest.name).filter((name) => !built.includes(name))).toEqual([]);
});

describe.each(PUBLIC.map((pkg) => [pkg.manifest.name, pkg] as const))('%s is ready to publish', (_, pkg) => {
  const { manifest, folder } = pkg;

  it('describes itself and says what it publishes', () => {
    expect(manifest.description).toMatch(/\w.*\.$/);
    expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true });
    if (pkg.kind === 'package') expect(manifest).toHaveProperty('sideEffects');
    expect(manifest.files).toContain('dist');
  });

  it.runIf(pkg.kind === 'package')('exports a source, its types and its code under the same name', () => {
    const entries = Object.entries(manifest.exports ?? {});
    expect(entries.map(([path]) => path)).toContain('.');
    for (const [, targets] of entries) {
      if (typeof targets === 'string') throw new TypeError(`${targets} has no conditions`);
      const source = targets['@cv/source']!;
      expect(existsSync(join(folder, source)), source).toBe(true);
      const built = source.replace(/^\.\/src\/(.*)\.ts$/, './dist/$1');
      // Only a package for browsers has another entry in Node, which says so.
      const inNode = targets.node === undefined ? [] : [['node', './dist/in-node.js']];
      expect(Object.entries(targets)).toEqual([
        ['@cv/source', source],
        ['types', `${built}.d.ts`],
        ...inNode,
        ['default', `${built}.js`],
      ]);
    }
  });
});

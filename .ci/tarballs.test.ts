import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PackedPackage } from './pack-packages.ts';
import { packedWorkspace } from './packed-workspace.ts';
import { runCommand } from './run-command.ts';
import { readSource } from './source-files.ts';
import { PUBLIC } from './workspace.ts';

const packed = packedWorkspace();

/** What is there for building and testing only. */
const NOT_PUBLISHED = /\.test\.|\btesting\b|fixtures|tsbuildinfo|tsconfig|\.map$|\.py$/;

/** Whether a file of a tarball finds what it imports by a relative path; a declaration names `./a.ts` for `./a.d.ts`. */
function isThere({ folder }: PackedPackage, file: string, specifier: string): boolean {
  const target = file.endsWith('.d.ts') ? specifier.replace(/(\.d)?\.ts$/, '.d.ts') : specifier;
  return existsSync(join(folder, file, '..', target));
}

/** Imports of a file that its tarball does not hold, and links to source maps. */
function danglingReferences(pkg: PackedPackage, file: string): string[] {
  const text = readFileSync(join(pkg.folder, file), 'utf8');
  const relative = readSource(file, text).specifiers.filter((specifier) => specifier?.startsWith('.'));
  const missing = relative.filter((specifier) => !isThere(pkg, file, specifier!));
  return [...missing, ...(text.match(/sourceMappingURL=.*/) ?? [])].map((what) => `${file}: ${what}`);
}

describe.each(PUBLIC.map(({ manifest, kind }) => [manifest.name, kind] as const))('tarball of %s', (name, kind) => {
  it('holds what is needed to use it, and nothing else', () => {
    const { files } = packed.get(name);
    expect(['LICENSE', 'README.md', 'package.json'].filter((file) => !files.includes(file))).toEqual([]);
    expect(files.filter((file) => NOT_PUBLISHED.test(file))).toEqual([]);
  });

  it('has a package.json that says nothing about the workspace and names only files that are there', () => {
    const { manifest, files } = packed.get(name);
    expect(JSON.stringify(manifest)).not.toMatch(/workspace:|catalog:|@cv\/source|devDependencies/);
    const named = JSON.stringify([manifest.exports, manifest.imports, manifest.bin]);
    const targets = named.match(/(?<=")\.\/[^"]+\.\w+(?=")/g) ?? [];
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.filter((target) => !files.includes(target.slice(2)))).toEqual([]);
  });

  it('imports only files that it holds, and links to no source map', () => {
    const code = packed.get(name).files.filter((file) => /\.(js|d\.ts)$/.test(file));
    expect(code.length).toBeGreaterThan(0);
    expect(code.flatMap((file) => danglingReferences(packed.get(name), file))).toEqual([]);
  });

  it('is right for publint', async () => {
    await runCommand('publint', [packed.get(name).tarball, '--strict'], packed.folder);
  });

  it.runIf(kind === 'package')('has types that every resolution of ES modules finds (attw)', async () => {
    await runCommand('attw', [packed.get(name).tarball, '--profile', 'esm-only', '--no-color'], packed.folder);
  });
});

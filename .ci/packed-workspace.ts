import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type PackedPackage, packPackages } from './pack-packages.ts';

/** The public packages of a test file, packed into a folder of its own. */
export interface PackedWorkspace {
  /** Outside the workspace, where nothing is found that is not installed; gone after the tests. */
  readonly folder: string;
  readonly all: () => readonly PackedPackage[];
  readonly get: (name: string) => PackedPackage;
}

/** Packs the public packages before the tests of a file. */
export function packedWorkspace(): PackedWorkspace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cv-packed-')));
  let packages: readonly PackedPackage[] = [];
  beforeAll(async () => {
    packages = await packPackages(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  return { folder, all: () => packages, get: (name) => packages.find((one) => one.name === name)! };
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run-command.ts';
import { type Manifest, PUBLIC, ROOT, readManifest } from './workspace.ts';

/** A package as it would be published. */
export interface PackedPackage {
  readonly name: string;
  /** The `.tgz`. */
  readonly tarball: string;
  /** Folder with its content. */
  readonly folder: string;
  /** Paths inside it. */
  readonly files: readonly string[];
  readonly manifest: Manifest;
}

/** Packs every public package into `folder` and unpacks it there, with the dist that is there. */
export async function packPackages(folder: string): Promise<PackedPackage[]> {
  const filters = PUBLIC.flatMap(({ manifest }) => ['--filter', manifest.name]);
  const printed = await runCommand('pnpm', ['-r', ...filters, 'pack', '--json', '--pack-destination', folder], ROOT);
  const packed = JSON.parse(printed) as { name: string; filename: string; files: { path: string }[] }[];
  return Promise.all(
    packed.map(async ({ name, filename, files }) => {
      const unpacked = join(folder, 'unpacked', name);
      mkdirSync(unpacked, { recursive: true });
      await runCommand('tar', ['-xzf', filename, '--strip-components=1'], unpacked);
      const paths = files.map(({ path }) => path);
      return { name, tarball: filename, folder: unpacked, files: paths, manifest: readManifest(unpacked) };
    }),
  );
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackedPackage } from './pack-packages.ts';
import { CommandError, runCommand } from './run-command.ts';

/** What npm says when there is no registry to be reached. */
const NO_NETWORK = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ENOTCACHED)\b/;

/**
 * Makes a project in `folder` that depends on the tarballs and installs it with npm; what is in npm's cache is not fetched
 * again.
 *
 * @returns why nothing could be installed when the registry cannot be reached
 * @throws CommandError when npm fails for another reason
 */
export async function installTarballs(folder: string, packages: readonly PackedPackage[]): Promise<string | undefined> {
  mkdirSync(folder, { recursive: true });
  const dependencies = Object.fromEntries(packages.map(({ name, tarball }) => [name, `file:${tarball}`]));
  const manifest = { name: 'packed-project', private: true, type: 'module', dependencies };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, undefined, 2));
  try {
    const quiet = ['--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error', '--fetch-retries=1'];
    await runCommand('npm', ['install', '--prefer-offline', ...quiet], folder);
    return undefined;
  } catch (error) {
    const [reason] = error instanceof CommandError ? (NO_NETWORK.exec(error.output) ?? []) : [];
    if (reason === undefined) throw error;
    return `no package registry to install the dependencies from (npm: ${reason})`;
  }
}

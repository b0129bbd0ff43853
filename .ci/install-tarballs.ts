import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackedPackage } from './pack-packages.ts';
import { CommandError, runCommand } from './run-command.ts';

/** What npm says when there is no registry to be reached. */
const NO_NETWORK =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|FETCH_ERROR)\b/;
const QUIET = ['--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];

/** Runs npm; what `pattern` finds in its errors is returned rather than thrown. */
async function npm(args: readonly string[], folder: string, pattern: RegExp): Promise<string | undefined> {
  try {
    await runCommand('npm', args, folder);
    return undefined;
  } catch (error) {
    const [found] = error instanceof CommandError ? (pattern.exec(error.output) ?? []) : [];
    if (found === undefined) throw error;
    return found;
  }
}

/**
 * Makes a project in `folder` that depends on the tarballs and installs it with npm, from npm's cache if everything is there.
 *
 * @returns why nothing could be installed when the registry cannot be reached
 * @throws CommandError when npm fails for another reason
 */
export async function installTarballs(folder: string, packages: readonly PackedPackage[]): Promise<string | undefined> {
  mkdirSync(folder, { recursive: true });
  const dependencies = Object.fromEntries(packages.map(({ name, tarball }) => [name, `file:${tarball}`]));
  const manifest = { name: 'packed-project', private: true, type: 'module', dependencies };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, undefined, 2));
  if ((await npm(['install', '--offline', ...QUIET], folder, /\bENOTCACHED\b/)) === undefined) return undefined;

  // Asked first with little patience: an installation would wait for every package in turn.
  const some = packages
    .flatMap((one) => Object.keys(one.manifest.dependencies ?? {}))
    .find((name) => !name.startsWith('@cv/'))!;
  const impatient = ['--prefer-online', '--fetch-timeout=15000', '--fetch-retries=1', '--fetch-retry-mintimeout=500'];
  const reason = await npm(['view', some, 'version', ...impatient], folder, NO_NETWORK);
  if (reason !== undefined) return `no package registry to install the dependencies from (npm: ${reason})`;
  await runCommand('npm', ['install', '--prefer-offline', ...QUIET], folder);
  return undefined;
}

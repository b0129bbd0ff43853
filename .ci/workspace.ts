import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The parts of a package.json that the checks read. */
export interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly [field: string]: unknown;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly imports?: Readonly<Record<string, unknown>>;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

/** A package or an app of the workspace. */
export interface WorkspacePackage {
  readonly kind: 'package' | 'app';
  /** Folder name: `tensor`. */
  readonly room: string;
  /** Absolute folder. */
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Folder of the repository. */
export const ROOT: string = fileURLToPath(new URL('..', import.meta.url));

/** Reads a package.json. */
export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function members(kind: WorkspacePackage['kind'], parent: string): WorkspacePackage[] {
  const folder = join(ROOT, parent);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((room) => ({ kind, room, folder: join(folder, room) }))
    .filter((member) => existsSync(join(member.folder, 'package.json')))
    .map((member) => ({ ...member, manifest: readManifest(member.folder) }));
}

/** All packages and apps, in the order of their folders. */
export const WORKSPACE: readonly WorkspacePackage[] = [...members('package', 'packages'), ...members('app', 'apps')];

/** Those that are published. */
export const PUBLIC: readonly WorkspacePackage[] = WORKSPACE.filter(({ manifest }) => manifest.private !== true);

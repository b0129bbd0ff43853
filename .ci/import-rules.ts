import { isBuiltin } from 'node:module';
import { join } from 'node:path/posix';
import {
  ARROWS,
  BACKENDS,
  BUNDLED,
  ENTRY_ARROWS,
  MAY_IMPORT_NODE,
  MAY_IMPORT_TFJS,
  OPTIONAL_PEERS,
  TEST_ARROWS,
  WITHOUT_DEPENDENCIES,
} from './arrows.ts';
import type { SourceFile } from './source-files.ts';
import type { WorkspacePackage } from './workspace.ts';

/** `@cv/tensor/rng` -> `@cv/tensor`. */
const packageOf = (specifier: string): string => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
/** `@cv/tensor` -> `tensor`, undefined for others. */
const roomOf = (name: string): string | undefined => /^@cv\/([^/]+)$/.exec(name)?.[1];
const entriesOf = (room: string): string[] => (ENTRY_ARROWS[room] ?? []).map(({ entry }) => entry);

function reach(room: string, found: Set<string> = new Set()): ReadonlySet<string> {
  for (const next of ARROWS[room] ?? []) {
    if (found.has(next)) continue;
    found.add(next);
    reach(next, found);
  }
  return found;
}

/** What is wrong with the dependencies of a package, one sentence each. */
export function dependencyFaults({ kind, room, manifest }: WorkspacePackage): string[] {
  if (kind === 'app') return [];
  if (!(room in ARROWS)) return [`${room}: no line in arrows.ts`];
  const faults: string[] = [];
  const runtime = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  if (WITHOUT_DEPENDENCIES.includes(room)) {
    const optional = (OPTIONAL_PEERS[room] ?? []).filter((name) => manifest.peerDependenciesMeta?.[name]?.optional);
    faults.push(...runtime.filter((name) => !optional.includes(name)).map((name) => `${room} depends on ${name}`));
  }
  const reached = reach(room);
  const byEntry = entriesOf(room).map(packageOf);
  for (const name of runtime) {
    const target = roomOf(name);
    if (target !== undefined && !reached.has(target) && !byEntry.includes(name)) faults.push(`${room} -> ${target}`);
    if (name.startsWith('@tensorflow/') && !MAY_IMPORT_TFJS.includes(room)) faults.push(`${room} -> ${name}`);
  }
  for (const name of Object.keys(manifest.devDependencies ?? {})) {
    const target = roomOf(name);
    if (target === undefined || reached.has(target) || BACKENDS.includes(target)) continue;
    if (TEST_ARROWS[room]?.some((arrow) => arrow.target === target)) continue;
    faults.push(`${room} -> ${target} (dev)`);
  }
  return faults;
}

/** What is wrong with one import, or undefined. */
function importFault(
  { kind, room, manifest }: WorkspacePackage,
  { path, isTest }: SourceFile,
  specifier: string | undefined,
): string | undefined {
  const hasPlatform = isTest || kind === 'app' || MAY_IMPORT_NODE.includes(room);
  if (specifier === undefined) return hasPlatform ? undefined : 'has a name that is computed';
  if (specifier.startsWith('.')) {
    const target = join(path, '..', specifier);
    if (target.startsWith('..')) return 'leaves the package';
    return !isTest && /\.test\.|(^|\/)testing[/.]/.test(target) ? 'is there for tests only' : undefined;
  }
  if (specifier.startsWith('#')) return specifier in (manifest.imports ?? {}) ? undefined : 'is not in "imports"';
  if (isBuiltin(specifier)) return hasPlatform ? undefined : 'is a module of the platform';
  const name = packageOf(specifier);
  if (isTest && (name === manifest.name || name in (manifest.devDependencies ?? {}))) return undefined;
  if (BUNDLED[room]?.some((bundled) => bundled.name === name)) return undefined;
  if (!(name in { ...manifest.dependencies, ...manifest.peerDependencies })) return 'is no dependency of the package';
  const target = roomOf(name);
  if (isTest || kind === 'app' || target === undefined || reach(room).has(target)) return undefined;
  return entriesOf(room).includes(specifier) ? undefined : 'is no arrow of the design';
}

/** What is wrong with the imports of a file, one sentence each. */
export function importFaults(pkg: WorkspacePackage, file: SourceFile): string[] {
  return file.specifiers.flatMap((specifier) => {
    const fault = importFault(pkg, file, specifier);
    return fault === undefined ? [] : [`${pkg.room}/${file.path}: ${specifier ?? 'import(...)'} ${fault}`];
  });
}

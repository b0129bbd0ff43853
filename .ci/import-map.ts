import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, readManifest } from './workspace.ts';

/** The tags that a page without a bundler needs, with paths relative to the project. */
export interface ImportMap {
  /** Libraries that are no modules; they put themselves on `globalThis`. */
  readonly scripts: readonly string[];
  readonly map: { readonly imports: Readonly<Record<string, string>> };
}

/** The same libraries as their authors build them for script tags, and what to import of them. */
const SCRIPTS: Readonly<Record<string, { file: string; specifier: string; module: string }>> = {
  protobufjs: {
    file: 'dist/minimal/protobuf.min.js',
    specifier: 'protobufjs/minimal.js',
    module: 'export default globalThis.protobuf;',
  },
  seedrandom: { file: 'seedrandom.min.js', specifier: 'seedrandom', module: 'export {};' },
};

/** What a browser takes of an entry of `exports` or `imports`. */
function browserTarget(target: string | Readonly<Record<string, string>>): string | undefined {
  return typeof target === 'string' ? target : (target.browser ?? target.import ?? target.default);
}

/** The one-file ES module that tfjs packages ship beside one that leaves out file endings. */
function flatModule(folder: string): string | undefined {
  const name = /tfjs-([\w-]+)$/.exec(folder)?.[1];
  const file = `dist/tf-${name}.fesm.min.js`;
  return name !== undefined && existsSync(join(folder, file)) ? file : undefined;
}

/** Writes the import map of packages and all that they depend on, from the files that are installed in `project`. */
export function importMap(project: string, roots: readonly string[]): ImportMap {
  const imports: Record<string, string> = {};
  const scripts: string[] = [];
  const seen = new Set<string>();
  const add = (name: string): void => {
    const path = `./node_modules/${name}`;
    const folder = join(project, path);
    if (seen.has(name) || !existsSync(folder)) return;
    seen.add(name);
    const script = SCRIPTS[name];
    if (script !== undefined) {
      scripts.push(`${path}/${script.file}`);
      imports[script.specifier] = `data:text/javascript,${encodeURIComponent(script.module)}`;
      return;
    }
    const manifest = readManifest(folder);
    for (const [specifier, file] of Object.entries(entriesOf(folder, manifest))) imports[specifier] = `${path}/${file}`;
    for (const dependency of Object.keys(manifest.dependencies ?? {})) add(dependency);
  };
  for (const root of roots) add(root);
  return { scripts, map: { imports } };
}

/** Specifiers by which a package and its own files are imported. */
function entriesOf(folder: string, { name, exports, imports }: Manifest): Record<string, string> {
  const flat = flatModule(folder);
  if (flat !== undefined) return { [name]: flat };
  const conditions = exports !== undefined && !Object.keys(exports).some((path) => path.startsWith('.'));
  const outside = conditions ? { '.': exports as Readonly<Record<string, string>> } : exports; // of the one entry, without its name
  const own = Object.entries({ ...outside, ...imports } as NonNullable<Manifest['exports']>);
  const found = own.map(([path, target]) => [path.replace(/^\./, name), browserTarget(target)] as const);
  return Object.fromEntries(
    found.filter(([, file]) => /\.m?js$/.test(file ?? '')).map(([key, file]) => [key, file!.slice(2)]),
  );
}

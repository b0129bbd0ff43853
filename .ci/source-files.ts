import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parseSync } from 'vite';
import type { WorkspacePackage } from './workspace.ts';

/** A source file of a package with the modules that it names. */
export interface SourceFile {
  /** Path inside the package, with slashes. */
  readonly path: string;
  readonly isTest: boolean;
  /** Specifiers of imports, re-exports, `import()` and types; undefined for an `import()` that is computed. */
  readonly specifiers: readonly (string | undefined)[];
}

/** Tests and what only they use: `a.test.ts`, `a.test.support.ts`, `testing.ts`, `testing/a.ts`, the program `tfjs-suite/a.ts`. */
const TEST = /\.test\.|(^|\/)testing(\/|\.\w+$)|(^|\/)tfjs-suite\//;
const IMPORTING = new Set([
  'ImportDeclaration',
  'ExportAllDeclaration',
  'ExportNamedDeclaration',
  'ImportExpression',
  'TSImportType',
]);

type Syntax = { readonly type?: string; readonly [field: string]: unknown };

function collect(node: unknown, into: (string | undefined)[]): void {
  if (Array.isArray(node)) for (const one of node) collect(one, into);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  const { type, source, expression } = node as Syntax;
  const named = type === 'TSExternalModuleReference' ? expression : IMPORTING.has(type ?? '') ? source : undefined;
  if (named) into.push((named as { readonly value?: string }).value);
  for (const child of Object.values(node)) collect(child, into);
}

/** Reads which modules a TypeScript or JavaScript text names. */
export function readSource(path: string, text: string): SourceFile {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors[0]!.message}`);
  const specifiers: (string | undefined)[] = [];
  collect(program.body, specifiers);
  return { path, isTest: TEST.test(path), specifiers };
}

/** The source files of a package: everything under `src` and `bin`. */
export function sourceFiles({ folder }: WorkspacePackage): SourceFile[] {
  return ['src', 'bin']
    .map((part) => join(folder, part))
    .filter((part) => existsSync(part))
    .flatMap((part) => readdirSync(part, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => readSource(relative(folder, file).split(sep).join('/'), readFileSync(file, 'utf8')));
}

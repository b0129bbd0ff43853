import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformWithOxc } from 'vite';
import type { Example } from './readme-examples.ts';
import { CommandError, runCommand } from './run-command.ts';
import { readSource } from './source-files.ts';
import { readManifest } from './workspace.ts';

/** `@cv/tensor/rng` -> `@cv/tensor`. */
const packageOf = (specifier: string): string => /^(@[^/]+\/)?[^/]+/.exec(specifier)![0];

/** A project in which the tarballs are installed, with the examples of the READMEs as its programs. */
export class InstalledProject {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Writes an example and the files that it reads; each has a folder of its own. */
  writeExample(example: Example): string {
    const file = join(this.folder, 'examples', example.title.replaceAll(/\W+/g, '-'), `example.m${example.language}`);
    if (!existsSync(file)) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, example.code);
      example.prepare(dirname(file));
    }
    return file;
  }

  /** Runs an example in plain Node and returns what it printed. */
  async runExample(example: Example): Promise<string> {
    const file = this.writeExample(example);
    const program = join(dirname(file), 'program.mjs');
    const { code } = example.language === 'ts' ? await transformWithOxc(example.code, file) : example;
    writeFileSync(program, code);
    return runCommand('node', [program], dirname(file));
  }

  /** What TypeScript finds wrong in the examples and in our declarations; those of other packages do not pass the check. */
  async typeErrors(examples: readonly Example[], typeRoots: string): Promise<string[]> {
    const compilerOptions = {
      target: 'es2023',
      module: 'nodenext',
      noEmit: true,
      strict: true,
      noImplicitAny: false, // JavaScript has no place to write the types of parameters.
      allowJs: true,
      checkJs: true,
      skipLibCheck: false,
      types: ['node'],
      typeRoots: [typeRoots],
    };
    const files = examples.map((example) => this.writeExample(example));
    writeFileSync(join(this.folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    try {
      await runCommand('tsc', ['-p', '.', '--pretty', 'false'], this.folder);
      return [];
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      return error.output.split('\n').filter((line) => /^(examples|node_modules\/@cv)\//.test(line));
    }
  }

  /** Packages that an example imports without being there after the installation that its README tells. */
  strangers(example: Example): string[] {
    const there = this.#installedWith(example.installs);
    const imported = readSource('example.ts', example.code).specifiers.map((specifier) => specifier!);
    return imported.filter((specifier) => !specifier.startsWith('node:') && !there.has(packageOf(specifier)));
  }

  #installedWith(roots: readonly string[], found: Set<string> = new Set()): ReadonlySet<string> {
    for (const name of roots) {
      const folder = join(this.folder, 'node_modules', name);
      if (found.has(name) || !existsSync(folder)) continue;
      found.add(name);
      this.#installedWith(Object.keys(readManifest(folder).dependencies ?? {}), found);
    }
    return found;
  }
}

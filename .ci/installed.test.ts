import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { installTarballs } from './install-tarballs.ts';
import { InstalledProject } from './installed-project.ts';
import { packedWorkspace } from './packed-workspace.ts';
import { EXAMPLES, promisedOutput } from './readme-examples.ts';
import { runCommand } from './run-command.ts';
import { PUBLIC } from './workspace.ts';

const packed = packedWorkspace();

/** Paths of all package.json files of an installation, with slashes. */
const manifests = (project: string): string[] =>
  readdirSync(join(project, 'node_modules'), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('/package.json'));

describe('@cv/image, @cv/classical and @cv/metrics alone', () => {
  it('install nothing but themselves, and run', async () => {
    const project = join(packed.folder, 'small');
    const names = ['@cv/classical', '@cv/image', '@cv/metrics'];
    await installTarballs(
      project,
      names.map((name) => packed.get(name)),
    );
    expect(manifests(project).sort()).toEqual(names.map((name) => `${name}/package.json`));
    const program =
      "import '@cv/image'; import '@cv/classical'; import { accuracy } from '@cv/metrics'; console.log(accuracy([1, 2], [1, 0]));";
    expect(await runCommand('node', ['--input-type=module', '-e', program], project)).toBe('0.5\n');
  });
});

describe('all packages, installed by npm in an empty project', () => {
  const project = new InstalledProject(join(packed.folder, 'project'));
  let unreachable: string | undefined;
  beforeAll(async () => {
    unreachable = await installTarballs(project.folder, packed.all());
    if (unreachable !== undefined) console.warn(`skipped: ${unreachable}`);
  });
  const needsInstall = ({ skip }: TestContext): void => skip(unreachable !== undefined, unreachable);

  it('are there once each, over one tfjs-core', (context) => {
    needsInstall(context);
    const ours = manifests(project.folder).filter((file) => /(^|\/)(@cv\/[^/]+|tfjs-core)\/package\.json$/.test(file));
    expect(ours).toHaveLength(packed.all().length + 1);
  });

  it('have declarations against which every example type-checks', async (context) => {
    needsInstall(context);
    const typeRoots = join(import.meta.dirname, 'node_modules/@types');
    expect(await project.typeErrors(EXAMPLES, typeRoots)).toEqual([]);
  });

  it.for(EXAMPLES.map((example) => [example.title, example] as const))(
    'example of %s imports only what the README installs',
    ([, example], context) => {
      needsInstall(context);
      expect(project.strangers(example)).toEqual([]);
    },
  );

  // Those for browsers run in browser-assets.test.ts.
  const inNode = EXAMPLES.filter(({ runsIn }) => runsIn === 'node');
  it.for(inNode.map((example) => [example.title, example] as const))(
    'example of %s runs and prints what it says',
    async ([, example], context) => {
      needsInstall(context);
      const printed = await project.runExample(example);
      for (const promised of promisedOutput(example.code)) expect(printed).toMatch(promised);
    },
  );

  it.for(PUBLIC.flatMap(({ manifest }) => Object.keys(manifest.bin ?? {})))('%s starts', async (program, context) => {
    needsInstall(context);
    expect(await runCommand('npx', ['--no', '--', program, '--help'], project.folder)).toContain(`Usage: ${program}`);
  });

  it.for(['@cv/image', '@cv/metrics', '@cv/classical', '@cv/data', '@cv/tensor/errors', '@cv/tensor/rng'])(
    '%s loads without tfjs',
    async (entry, context) => {
      needsInstall(context);
      const program = `import module from 'node:module'; await import('${entry}');
        console.log(Object.keys(module._cache).filter((file) => file.includes('tfjs')).length);`;
      expect(await runCommand('node', ['--input-type=module', '-e', program], project.folder)).toBe('0\n');
    },
  );
});

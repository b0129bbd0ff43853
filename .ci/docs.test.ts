import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchors, codeBlocks, installedPackages, linkTargets } from './markdown.ts';
import { ROOT, readManifest, WORKSPACE } from './workspace.ts';

const read = (file: string): string => readFileSync(file, 'utf8');
const rootReadme = read(join(ROOT, 'README.md'));

/** All Markdown files of the repository. */
const documents = [ROOT, join(ROOT, '.changeset'), ...WORKSPACE.map(({ folder }) => folder)].flatMap((folder) =>
  readdirSync(folder, { recursive: folder !== ROOT, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md') && !/(^|[\\/])(node_modules|dist)[\\/]/.test(file))
    .map((file) => join(folder, file)),
);

/** Links of a document that lead nowhere inside the repository. */
function brokenLinks(file: string): string[] {
  return linkTargets(read(file)).filter((link) => {
    if (/^[a-z]+:/i.test(link)) return false;
    const [path, anchor] = link.split('#') as [string, string?];
    const target = path === '' ? file : resolve(dirname(file), path);
    if (!existsSync(target)) return true;
    return anchor !== undefined && !(target.endsWith('.md') && anchors(read(target)).includes(anchor));
  });
}

describe('documents', () => {
  it.each(documents.map((file) => relative(ROOT, file)))('%s: links lead somewhere', (file) => {
    expect(brokenLinks(join(ROOT, file))).toEqual([]);
  });

  it('name their links and headings as a reader of GitHub finds them', () => {
    const text = '# A *b* `c` & d\n[x](y.md#z "t") ![p](q.png) `[no](code)`\n```md\n[no](fence)\n# no\n```\n';
    expect(linkTargets(text)).toEqual(['y.md#z', 'q.png']);
    expect(anchors(text)).toEqual(['a-b-c--d']);
  });
});

describe.each(WORKSPACE.map((pkg) => [`${pkg.kind} ${pkg.room}`, pkg] as const))('README of %s', (_, pkg) => {
  const file = join(pkg.folder, 'README.md');

  it('is there and begins with the name of the package', () => {
    expect(existsSync(file) ? read(file) : 'no README.md').toMatch(
      pkg.kind === 'app' ? /^# \S/ : new RegExp(`^# ${pkg.manifest.name}\\n`),
    );
  });

  it.runIf(existsSync(file))('says of every dependency what it is for', () => {
    const text = read(file).slice(read(file).lastIndexOf('Dependencies'));
    const missing = Object.keys({ ...pkg.manifest.dependencies }).filter((name) => {
      return !text.includes(`\`${name}\``) && !text.includes(`\`${name.replace('@cv/', '')}\``);
    });
    expect(missing).toEqual([]);
  });

  it.runIf(pkg.kind === 'package' && existsSync(file))('shows how to install it and an example', () => {
    expect(installedPackages(read(file))).toContain(pkg.manifest.name);
    expect(codeBlocks(read(file)).map(({ language }) => language)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^[jt]s$/)]),
    );
  });
});

describe('README of the repository', () => {
  it('has a line for every package and app', () => {
    const links = linkTargets(rootReadme);
    expect(WORKSPACE.map(({ folder }) => relative(ROOT, folder)).filter((path) => !links.includes(path))).toEqual([]);
  });

  it('names scripts that exist', () => {
    const shell = codeBlocks(rootReadme).filter(({ language }) => language === 'sh');
    const called = shell.flatMap(({ code }) =>
      [...code.matchAll(/npm (?:run (?:-s )?)?([\w:-]+)/g)].map(([, name]) => name!),
    );
    const scripts = readManifest(ROOT).scripts!;
    expect(called.length).toBeGreaterThan(0);
    expect(called.filter((name) => !(name in scripts) && name !== 'install')).toEqual([]);
  });

  it('says first how to start and to test', () => {
    const [first] = codeBlocks(rootReadme);
    expect(first?.code.match(/npm \w+/g)).toEqual(['npm start', 'npm test']);
  });
});

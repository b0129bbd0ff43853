import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createProgram } from './program.ts';
import { CV, cv, start } from './testing/run-cv.ts';

const manifest = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };

describe('cv', () => {
  it('knows its version', async () => {
    expect(await cv(['--version'])).toMatchObject({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  it('shows its help when asked, and as an error when not told what to do', async () => {
    const asked = await cv(['--help']);
    expect(asked).toMatchObject({ code: 0, stderr: '' });
    for (const { name, summary, description } of createProgram().commands.map((command) => ({
      name: command.name(),
      summary: command.summary(),
      description: command.description(),
    }))) {
      expect(description, name).not.toBe('');
      expect(asked.stdout.replaceAll(/\s+/g, ' ')).toContain(summary || description);
    }
    expect(await cv([])).toMatchObject({ code: 2, stdout: '', stderr: asked.stdout });
  });

  it.each(createProgram().commands.map((command) => command.name()))('cv %s --help shows examples', async (name) => {
    const { code, stdout } = await cv([name, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: cv ${name} `);
    expect(stdout).toMatch(new RegExp(`Examples:\\n  \\$ cv ${name}`));
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(90);
  });

  it.each([
    [['trian'], "error: unknown command 'trian'\n(Did you mean train?)\n"],
    [['train', '--epoch', '3'], "error: unknown option '--epoch'\n(Did you mean --epochs?)\n"],
    [
      ['train', '--epochs', '0'],
      "error: option '--epochs <n>' argument '0' is invalid. Expected a whole number of at least 1.\n",
    ],
    [['train', '--lr', 'fast'], "error: option '--lr <rate>' argument 'fast' is invalid. Expected a number above 0.\n"],
    [
      ['train', '--augment', 'maybe'],
      "error: option '--augment <mode>' argument 'maybe' is invalid. Allowed choices are on, off.\n",
    ],
    [['train'], 'error: --data is missing; give the folder with the MNIST files\n'],
    [['evaluate'], "error: required option '--data <folder>' not specified\n"],
    [['classify'], "error: missing required argument 'image'\n"],
    [['devices', 'all'], "error: too many arguments for 'devices'. Expected 0 arguments but got 1.\n"],
    [
      ['demo', '--threads', '-1'],
      "error: option '--threads <n>' argument '-1' is invalid. Expected a whole number of at least 1.\n",
    ],
  ])('%j is wrong use', async (args, stderr) => {
    expect(await cv(args)).toMatchObject({ code: 2, stdout: '', stderr });
  });

  it('tells an error in one line, and with --debug where it came from', async () => {
    const args = ['classify', 'x.png', '--weights', 'no such file'];
    const plain = await cv(args);
    expect(plain.code).toBe(1);
    expect(plain.stderr).toMatch(
      /^error: fileSource: cannot read no such file: there is no such file or folder; .*\n$/,
    );
    const debug = await cv([...args, '--debug']);
    expect(debug.code).toBe(1);
    expect(debug.stderr).toMatch(/DataError: .*\n {4}at /);
    expect(debug.stderr.endsWith(plain.stderr)).toBe(true);
  });

  it('takes the device from CV_DEVICE', async () => {
    const { code, stderr } = await cv(['demo'], { env: { CV_DEVICE: 'abacus' } });
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^error: .*CV_DEVICE is 'abacus'/),
    });
  });

  // A shell that can say how the first of two programs ended.
  it.skipIf(process.platform === 'win32')('ends quietly when nobody reads on', async () => {
    const script = '"$0" "$@" | true; echo "$PIPESTATUS"';
    const { stdout, stderr } = await start('bash', ['-c', script, process.execPath, CV, 'models', '--json']).finished;
    expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' });
  });
});

import { describe, expect, it } from 'vitest';
import { cv, ONE_THREAD } from '../testing/run-cv.ts';
import { terminalArt } from './terminal-art.ts';

const ESC = '\u001b';

describe('cv demo', () => {
  it('shows each digit beside its classes, the device, the time, and what to run next', async () => {
    const { code, stdout, stderr } = await cv(['demo', ...ONE_THREAD], { env: { NO_COLOR: '1' } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain(ESC);
    expect(stdout).toMatch(/^LeNet-5 \(modern\) with the packaged weights lenet5-mnist: 8 drawn digits\n\n/);
    expect(stdout).toMatch(/ 0-fountain-pen .* 2-brush\n/);
    expect(stdout).toMatch(/ 0 {2}[ >]99\.\d\d % .* 2 {2}[ >]99\.\d\d %\n/);
    expect(stdout).toMatch(/[█▀▄]{5}/);
    expect(stdout).toMatch(
      /\n8 pictures in .*s, compiling included; loading took .*s\ndevice: onnxruntime \(onnxruntime-node .*, 1 thread\)\n/,
    );
    expect(stdout).toMatch(/\nNext:\n {2}cv classify .*0-fountain-pen\.png\n {2}cv train --data <folder/);
  });

  it('uses colours where they are wanted, and npm where it was started by npm', async () => {
    const { stdout } = await cv(['demo', ...ONE_THREAD], {
      env: { FORCE_COLOR: '3', npm_package_name: 'cv-workspace' },
    });
    expect(stdout).toContain(`${ESC}[38;2;`);
    expect(stdout).toMatch(/\n {2}npm run -s cv -- classify /);
  });
});

describe('terminalArt', () => {
  it('puts two pixels into one character', () => {
    expect(
      terminalArt(
        [
          [0, 1, 0, 1],
          [0, 0, 1, 1],
          [1, 0.4, 0.6, 0],
        ],
        { colors: false },
      ),
    ).toEqual([' ▀▄█', '▀ ▀ ']);
  });
});

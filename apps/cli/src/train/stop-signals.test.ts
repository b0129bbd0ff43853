import { describe, expect, it } from 'vitest';
import { start } from '../testing/run-cv.ts';

const built = new URL('../../dist/train/stop-signals.js', import.meta.url).href;
/** A program that never stops by itself. */
const program = `const { stopOnSignals } = await import(${JSON.stringify(built)});
  const stop = stopOnSignals({ onFirst: () => console.error('first'), onSecond: () => console.error('second') });
  stop.signal.addEventListener('abort', () => console.error('aborted', stop.exitCode()));
  console.error('ready', stop.exitCode());
  setInterval(() => {}, 1000);`;

describe.skipIf(process.platform === 'win32')('stopOnSignals', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('hears the first %s and leaves at the second', async (name, code) => {
    const { child, said, finished } = start(process.execPath, ['--input-type=module', '-e', program]);
    await said(/ready undefined/);
    child.kill(name);
    await said(/first/);
    expect(child.exitCode).toBeNull();
    child.kill(name);
    expect(await finished).toMatchObject({ code, stderr: `ready undefined\naborted ${code}\nfirst\nsecond\n` });
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The built program. */
export const CV: string = fileURLToPath(new URL('../../bin/cv.js', import.meta.url));

/** What a process left. */
export interface Finished {
  /** Exit code; as shells have it (128 + signal) where a signal ended the process. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process under way. */
export interface Started {
  readonly child: ChildProcess;
  /** Waits for a text on stderr. */
  readonly said: (pattern: RegExp) => Promise<void>;
  readonly finished: Promise<Finished>;
}

/** Where and how a process runs. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const running = new Set<ChildProcess>();
// A test that fails or runs out of time must not leave its processes behind.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a program with its input closed and its output gathered. */
export function start(command: string, args: readonly string[], { cwd, env = {} }: RunOptions = {}): Started {
  // A colour setting, a device or npm around the test must not decide what comes out.
  const { FORCE_COLOR: _, CI: __, CV_DEVICE: ___, npm_package_name: ____, ...inherited } = process.env;
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd, env: { ...inherited, ...env } });
  running.add(child);
  child.once('close', () => running.delete(child));
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    texts.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    texts.stderr += text;
  });
  const finished = new Promise<Finished>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, ...texts }));
  });
  const said = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (pattern.test(texts.stderr)) resolve();
      };
      child.stderr.on('data', look);
      child.once('close', () => reject(new Error(`ended without ${pattern}: ${texts.stderr}${texts.stdout}`)));
      look();
    });
  return { child, said, finished };
}

/** With one thread: several test files run side by side. */
export const ONE_THREAD: readonly string[] = ['--threads', '1'];

/** Starts `cv` with these arguments. */
export function startCv(args: readonly string[], options?: RunOptions): Started {
  return start(process.execPath, [CV, ...args], options);
}

/** Runs `cv` with these arguments to its end. */
export function cv(args: readonly string[], options?: RunOptions): Promise<Finished> {
  return startCv(args, options).finished;
}

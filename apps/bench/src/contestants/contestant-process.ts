import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ContestantError } from './contestant-error.ts';
import type { Request, Response } from './messages.ts';

/** How a contestant's process is started. */
export interface ContestantCommand {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** For a program that does not start: what would help. */
  readonly hint?: string;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: ContestantError) => void;
}

const STDERR_KEPT = 4000;

/** Every library that a contestant may use reads its number of threads from one of these when it is loaded. */
function threadVariables(threads: number): Record<string, string> {
  const names = ['OMP_NUM_THREADS', 'MKL_NUM_THREADS', 'OPENBLAS_NUM_THREADS'];
  return Object.fromEntries(names.map((name) => [name, String(threads)]));
}

/** A process that answers one {@link Request} after the other. */
export class ContestantProcess {
  readonly #name: string;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #exited: Promise<void>;
  #pending: Pending | undefined;
  #failure: ContestantError | undefined;
  #stderr = '';

  constructor({ name, command, args, hint = '' }: ContestantCommand, threads: number) {
    this.#name = name;
    const child = spawn(command, args, { env: { ...process.env, ...threadVariables(threads) } });
    this.#child = child;
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-STDERR_KEPT);
    });
    // A process that is gone breaks the pipe; its exit says more.
    child.stdin.on('error', () => undefined);
    createInterface({ input: child.stdout }).on('line', (line) => this.#answer(line));
    this.#exited = new Promise((resolve) => {
      child.on('error', ({ message }) => {
        this.#fail(`does not start: ${message}${hint && `; ${hint}`}`);
        resolve();
      });
      child.on('close', (code, signal) => {
        const last = this.#stderr.trim().split('\n').at(-1);
        this.#fail(`its process ended with ${signal ?? `code ${code}`}${last ? `: ${last}` : ''}`);
        resolve();
      });
    });
  }

  /** @throws ContestantError with the process's own reason, or how it ended */
  async request<T>(request: Request): Promise<T> {
    if (this.#failure !== undefined) throw this.#failure;
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#pending = { resolve, reject };
    });
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    return (await answer) as T;
  }

  /** Ends the process and waits until it is gone. */
  async end(): Promise<void> {
    this.#child.stdin.end();
    const impatience = setTimeout(() => this.#child.kill('SIGKILL'), 5000);
    await this.#exited;
    clearTimeout(impatience);
  }

  #answer(line: string): void {
    const response = parse(line);
    const pending = this.#pending;
    if (response === undefined || pending === undefined) return;
    this.#pending = undefined;
    if ('error' in response) pending.reject(new ContestantError(`${this.#name}: ${response.error}`));
    else pending.resolve(response.ok);
  }

  #fail(reason: string): void {
    this.#failure ??= new ContestantError(`${this.#name}: ${reason}`);
    this.#pending?.reject(this.#failure);
    this.#pending = undefined;
  }
}

function parse(line: string): Response | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Response;
  } catch {
    return undefined;
  }
}

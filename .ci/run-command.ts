import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './workspace.ts';

/** Where the commands of the repository's own tools are. */
const BINARIES = [join(ROOT, '.ci/node_modules/.bin'), join(ROOT, 'node_modules/.bin')];

/** The environment of a shell, without what npm tells the scripts of a package about that package. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle|config_local_prefix)/.test(name),
  );
  return {
    ...Object.fromEntries(own),
    PATH: [...BINARIES, process.env.PATH].join(delimiter),
    // onnxruntime-node's install script fetches CUDA libraries and fails without a network.
    ONNXRUNTIME_NODE_INSTALL: 'skip',
  };
}

/** A command that failed, with all that it printed. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly output: string;

  constructor(command: string, output: string) {
    super(`${command}\n${output}`);
    this.output = output;
  }
}

/**
 * Runs a program as a person would in a folder.
 *
 * @returns what it wrote to its standard output
 * @throws CommandError when it ends with another code than 0
 */
export async function runCommand(program: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    const options = { cwd, env: environment(), maxBuffer: 64 << 20, shell: process.platform === 'win32' };
    return (await promisify(execFile)(program, args, options)).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new CommandError([program, ...args].join(' '), `${stdout}${stderr}` || String(error));
  }
}

import { fork } from 'node:child_process';
import { EXECUTION_PROVIDERS, type ExecutionProvider } from './execution-provider.ts';
import { inheritedOptions } from './inherited-options.ts';
import { loadOrt } from './load-ort.ts';
import { programFile } from './program-file.ts';
import { type ProviderReport, reportProvider } from './report-provider.ts';

const PROGRAM = programFile(new URL('./report-provider-process.ts', import.meta.url));

const LONGEST_MS = 60_000;

/**
 * Tries a provider in a process of its own: drivers print, keep memory, and some crash.
 *
 * @param program answers with a report and ends
 */
export function reportFromProcess(name: ExecutionProvider, program: URL = PROGRAM): Promise<ProviderReport> {
  return new Promise((resolve) => {
    const child = fork(program, [name], {
      ...inheritedOptions(),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      timeout: LONGEST_MS,
    });
    const refuse = (how: string): void =>
      resolve({
        name,
        available: false,
        reason: `the provider '${name}' cannot be tried: the process that tries it ${how}`,
      });
    child.once('message', (report) => resolve(report as ProviderReport));
    child.once('error', (error) => refuse(`does not start: ${error.message}`));
    child.once('close', (code, signal) =>
      refuse(signal === null ? `ended with exit code ${code}` : `died of ${signal}`),
    );
  });
}

/**
 * Tries each execution provider of onnxruntime-node; those that its binary does not have are told without a try.
 *
 * @throws what the import of onnxruntime-node throws
 */
export async function listProviders(): Promise<ProviderReport[]> {
  const ort = await loadOrt();
  const known = new Set(ort.listSupportedBackends().map(({ name }) => name));
  return await Promise.all(
    EXECUTION_PROVIDERS.map((name) =>
      name !== 'cpu' && known.has(name) ? reportFromProcess(name) : reportProvider(name),
    ),
  );
}

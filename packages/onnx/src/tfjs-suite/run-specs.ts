import type { JasmineEnvironment } from 'jasmine-core';
import type { SpecResult } from './classify-specs.ts';

/** The specs print warnings and profiles that nobody reads. */
async function quietly(run: () => Promise<unknown>): Promise<void> {
  const { log, warn } = console;
  console.log = console.warn = () => {};
  try {
    await run();
  } finally {
    Object.assign(console, { log, warn });
  }
}

/** Runs the registered specs whose name contains `grep`, in their order, and says how each ended. */
export async function runSpecs(environment: JasmineEnvironment, grep = ''): Promise<SpecResult[]> {
  const results: SpecResult[] = [];
  const messages = (failed: readonly { readonly message: string }[]): string[] => failed.map(({ message }) => message);
  environment.configure({
    random: false,
    failSpecWithNoExpectations: false,
    specFilter: (spec) => spec.getFullName().includes(grep),
  });
  environment.addReporter({
    specDone: ({ fullName, status, failedExpectations }) => {
      if (status === 'excluded') return;
      const ended = status === 'passed' || status === 'pending' ? status : 'failed';
      results.push({ name: fullName, status: ended, failures: messages(failedExpectations) });
    },
    // What a group sets up or clears away may fail, too.
    suiteDone: ({ fullName, failedExpectations }) => {
      if (failedExpectations.length === 0) return;
      results.push({ name: `${fullName} (set-up)`, status: 'failed', failures: messages(failedExpectations) });
    },
  });
  await quietly(() => environment.execute());
  return results;
}

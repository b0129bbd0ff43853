import { constants } from 'node:os';

const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What {@link stopOnSignals} heard. */
export interface StopSignals {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** Exit code for the signal, as shells have it: 130 for Ctrl-C; undefined while there was none. */
  readonly exitCode: () => number | undefined;
  /** Signals end the process again as they do by default. */
  readonly release: () => void;
}

/**
 * Turns Ctrl-C, and the polite requests to end, into the wish to stop soon; the second one ends the process at once.
 *
 * @param options.onFirst says that the wish was heard
 * @param options.onSecond restores the terminal before the process ends
 */
export function stopOnSignals({ onFirst, onSecond }: { onFirst: () => void; onSecond: () => void }): StopSignals {
  const abort = new AbortController();
  let code: number | undefined;
  const listener = (name: NodeJS.Signals): void => {
    const again = code !== undefined;
    code = 128 + constants.signals[name];
    if (again) {
      onSecond();
      process.exit(code);
    }
    abort.abort();
    onFirst();
  };
  for (const name of names) process.on(name, listener);
  return {
    signal: abort.signal,
    exitCode: () => code,
    release: () => {
      for (const name of names) process.off(name, listener);
    },
  };
}

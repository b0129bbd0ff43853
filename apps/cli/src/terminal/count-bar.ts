import { SingleBar } from 'cli-progress';
import { barChars } from './bar-chars.ts';

/** A progress bar for work on so many things. */
export interface CountBar {
  readonly update: (done: number) => void;
  readonly close: () => void;
}

/**
 * Shows a bar on stderr that disappears when the work is done; nothing where stderr is no terminal.
 *
 * @param what the work, such as `evaluating`
 */
export function countBar(what: string, total: number): CountBar {
  if (!process.stderr.isTTY) return { update: () => undefined, close: () => undefined };
  const bar = new SingleBar({
    ...barChars,
    format: `${what} {bar} {percentage}%  {value}/{total}  ETA {eta_formatted}`,
    clearOnComplete: true,
  });
  bar.start(total, 0);
  return { update: (done) => bar.update(done), close: () => bar.stop() };
}

import type { DownloadProgress } from '@cv/backend-node';
import { SingleBar } from 'cli-progress';
import { barChars } from './bar-chars.ts';
import { formatBytes } from './numbers.ts';

/** Tells of a download, on stderr. */
export interface BytesBar {
  readonly update: (progress: DownloadProgress) => void;
  readonly close: () => void;
}

/**
 * A bar that appears with the first byte and disappears at the end; where stderr is no terminal, a line that says what is fetched.
 * Nothing is shown for what is in the cache.
 *
 * @param what is fetched
 */
export function bytesBar(what: string): BytesBar {
  let bar: SingleBar | undefined;
  let told = false;
  const begin = ({ total = 0 }: DownloadProgress): void => {
    told = true;
    if (!process.stderr.isTTY) {
      console.error(`downloading ${what}${total > 0 ? `, ${formatBytes(total)}` : ''}`);
      return;
    }
    const known = total > 0 ? '{bar} {percentage}%  {done} of {all}  ETA {eta_formatted}' : '{done}';
    bar = new SingleBar({
      ...barChars,
      format: `downloading ${what}  ${known}`,
      clearOnComplete: true,
      etaBuffer: 100,
    });
    bar.start(total, 0, { done: formatBytes(0), all: formatBytes(total) });
  };
  return {
    update: (progress) => {
      if (!told) begin(progress);
      bar?.update(progress.received, { done: formatBytes(progress.received) });
    },
    close: () => bar?.stop(),
  };
}

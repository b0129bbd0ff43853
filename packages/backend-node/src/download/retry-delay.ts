/** Longer waits are left to the user: nobody looks at a progress bar that stands still. */
export const LONGEST_WAIT_MS = 60_000;

/**
 * Milliseconds until the next try: what the server asks for by `Retry-After` (seconds, or a date), else a quarter of a second,
 * doubled with every try and shortened at random by up to a quarter, so that many clients do not come back at once.
 *
 * @param tries tries so far, 1 or more
 * @param retryAfter the header, where there is one
 */
export function retryDelay(tries: number, retryAfter: string | null = null): number {
  const asked = retryAfter === null ? undefined : parseRetryAfter(retryAfter);
  return asked ?? 250 * 2 ** (tries - 1) * (1 - Math.random() / 4);
}

function parseRetryAfter(text: string): number | undefined {
  if (/^\s*\d+\s*$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

/** Waits; rejects with the reason of `signal` when that comes first. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const give = (): void => {
      clearTimeout(timer);
      reject(signal!.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', give);
      resolve();
    }, ms);
    if (signal?.aborted === true) give();
    else signal?.addEventListener('abort', give, { once: true });
  });
}

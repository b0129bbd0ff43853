/**
 * Runs work on the newest request only: one at a time, and while it runs, of all that come in only the last is kept.
 * @param work what is done with a request; it takes care of its own errors
 */
export function latest<T>(work: (request: T) => Promise<void>): (request: T) => void {
  let waiting: { readonly request: T } | undefined;
  let running = false;
  const drain = async (): Promise<void> => {
    running = true;
    while (waiting !== undefined) {
      const { request } = waiting;
      waiting = undefined;
      await work(request);
    }
    running = false;
  };
  return (request) => {
    waiting = { request };
    if (!running) void drain();
  };
}

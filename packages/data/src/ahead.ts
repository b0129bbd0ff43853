/**
 * Runs numbered jobs in order, some of them ahead: while the consumer works on one result, up to `count` following jobs are started
 * from a timer, so that they cost the consumer nothing before it first waits for something itself.
 *
 * @param jobs.first number of the first job
 * @param jobs.end number after the last job
 * @param jobs.run starts a job
 * @param count jobs to start ahead; 0 starts each when it is asked for
 */
export async function* ahead<T>(
  { first, end, run }: { readonly first: number; readonly end: number; readonly run: (job: number) => Promise<T> },
  count: number,
): AsyncGenerator<T, void, void> {
  const started: Promise<T>[] = [];
  let next = first;
  const start = (most: number): void => {
    while (started.length < most && next < end) {
      const job = run(next++);
      // Reported when its turn comes; a consumer that leaves early never asks.
      job.catch(() => undefined);
      started.push(job);
    }
  };
  for (;;) {
    start(1);
    const head = started.shift();
    if (head === undefined) return;
    const result = await head;
    const timer = setTimeout(start, 0, count);
    try {
      yield result;
    } finally {
      clearTimeout(timer);
    }
  }
}

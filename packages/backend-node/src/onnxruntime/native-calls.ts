/** Index of the number of native calls in progress, and of whether the process is about to exit. */
const CALLS = 0;
const EXITING = 1;

/** How long an exit waits for the worker's native call at most, in milliseconds. */
const LONGEST_WAIT_MS = 60_000;

/** Memory in which a worker and the main thread agree about native calls, to be handed to both. */
export function nativeCallFlags(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
}

/**
 * Worker side: makes a call into onnxruntime-node that {@link waitForNativeCalls} can wait for. Node stops workers when the process exits;
 * onnxruntime-node 1.30 aborts the process when it comes back from a call into a worker that has been stopped.
 */
export async function nativeCall<T>(flags: Int32Array, call: () => Promise<T>): Promise<T> {
  Atomics.add(flags, CALLS, 1);
  const exiting = Atomics.load(flags, EXITING) === 1;
  try {
    if (!exiting) return await call();
  } finally {
    Atomics.sub(flags, CALLS, 1);
    Atomics.notify(flags, CALLS);
  }
  // Nobody will read an answer any more.
  return await new Promise<T>(() => undefined);
}

/** Main thread, in an exit handler: no call begins from now on; blocks until those in progress are over. */
export function waitForNativeCalls(flags: Int32Array): void {
  Atomics.store(flags, EXITING, 1);
  for (let calls = Atomics.load(flags, CALLS); calls > 0; calls = Atomics.load(flags, CALLS)) {
    if (Atomics.wait(flags, CALLS, calls, LONGEST_WAIT_MS) === 'timed-out') return;
  }
}

import { Worker } from 'node:worker_threads';
import type { RemoteWorker } from '@cv/onnx/remote';
import { inheritedOptions } from './inherited-options.ts';
import { nativeCallFlags, waitForNativeCalls } from './native-calls.ts';

/** A worker thread, which keeps the process alive only while a call is pending. */
export function nodeWorker(entry: URL): RemoteWorker {
  const flags = nativeCallFlags();
  const onExit = (): void => waitForNativeCalls(flags);
  process.on('exit', onExit);
  const worker = new Worker(entry, { workerData: flags, name: 'onnxruntime', ...inheritedOptions() });
  worker.unref();
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      process.off('exit', onExit);
      resolve();
    });
  });
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    listen: (listener) => {
      worker.on('message', (data) => listener.message(data));
      worker.on('error', (cause) =>
        listener.failed(`failed: ${cause instanceof Error ? cause.message : String(cause)}`, cause),
      );
      worker.on('messageerror', (cause) => listener.failed(`sent what cannot be read: ${cause.message}`, cause));
      worker.once('exit', (code) => listener.failed(`ended with exit code ${code}`));
    },
    busy: (pending) => (pending ? worker.ref() : worker.unref()),
    end() {
      worker.ref();
      return ended;
    },
  };
}

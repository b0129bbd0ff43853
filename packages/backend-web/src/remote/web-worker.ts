import type { RemoteWorker } from '@cv/onnx/remote';

/** A Web Worker that runs this package's program. */
export function webWorker(): RemoteWorker {
  const worker = new Worker(new URL('../worker.js', import.meta.url), { type: 'module', name: '@cv/backend-web' });
  return {
    post: (message, transfer) => worker.postMessage(message, [...transfer]),
    listen: (listener) => {
      worker.addEventListener('message', ({ data }) => listener.message(data));
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        listener.failed(`failed: ${event.message || 'its program could not be loaded'}`, event);
      });
      worker.addEventListener('messageerror', () => listener.failed('sent what cannot be read'));
    },
    end: async () => worker.terminate(),
  };
}

import { expect, it } from 'vitest';
import { DEVICE_NAMES } from './device-provider.ts';

it.each(DEVICE_NAMES)("%s opens in a worker of the page's own", async (name) => {
  const worker = new Worker(new URL('../testing/own-worker.ts', import.meta.url), { type: 'module' });
  try {
    const answer = new Promise((resolve, reject) => {
      worker.addEventListener('message', ({ data }) => resolve(data));
      worker.addEventListener('error', ({ message }) => reject(new TypeError(message)));
    });
    worker.postMessage(name);
    expect(await answer).toBe(`${name} 5`);
  } finally {
    worker.terminate();
  }
});

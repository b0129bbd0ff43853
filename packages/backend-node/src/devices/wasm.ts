import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { createDevice } from '@cv/tensor';
import { ensureRegistered } from '@cv/tensor/backend';
import { env, findBackend } from '@tensorflow/tfjs-core';
import type { DeviceProvider } from './device-provider.ts';

/** Events whose handlers tfjs's WebAssembly module changes. */
const EVENTS = ['uncaughtException', 'unhandledRejection'] as const;
type Handler = (...args: unknown[]) => void;

/**
 * Runs `change` and puts the process-wide handlers back as they were. The module's loader installs its own, which turn every unhandled
 * error of the program into an abort of the module; tfjs's disposal takes away all that it finds (tfjs 4.22.0: it tests
 * `!list.indexOf(handler) > -1`, which always holds).
 */
async function keepingHandlers(change: () => Promise<void>): Promise<void> {
  const before = EVENTS.map((event) => process.rawListeners(event) as Handler[]);
  await change();
  EVENTS.forEach((event, i) => {
    process.removeAllListeners(event);
    for (const handler of before[i]!) process.on(event, handler);
  });
}

/**
 * tfjs's WebAssembly kernels with SIMD; what they lack to train is composed by `@cv/tensor`. One thread: their worker threads do not start
 * in Node.
 */
export const wasm: DeviceProvider = {
  async open() {
    const { setWasmPaths, version_wasm: version } = await import('@tensorflow/tfjs-backend-wasm');
    const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
    // From the installed package; left alone, tfjs would ask a server for it.
    setWasmPaths(join(dirname(main), '..', 'wasm-out') + sep);
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    ensureRegistered('wasm');
    const device = createDevice({
      name: 'wasm',
      backendName: 'wasm',
      description: `tfjs wasm ${version} (SIMD), 1 thread`,
    });
    if (findBackend('wasm') === null) await keepingHandlers(() => device.activate());
    const dispose = device.dispose.bind(device);
    device.dispose = () => keepingHandlers(dispose);
    return device;
  },
};

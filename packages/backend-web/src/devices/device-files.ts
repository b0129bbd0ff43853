import type { DeviceName } from './device-provider.ts';

/**
 * The addresses of the large files that a device fetches when it opens, in a worker too: for a service worker that keeps a page working
 * without its server. None but for `wasm`; the code of all devices is part of the page's own.
 *
 * @example
 * ```ts
 * const cache = await caches.open('devices');
 * await cache.addAll([...deviceFiles('wasm')]);
 * ```
 */
export function deviceFiles(name: DeviceName): readonly string[] {
  if (name !== 'wasm') return [];
  return [
    new URL('../ort-wasm-simd-threaded.mjs', import.meta.url).href,
    new URL('../ort-wasm-simd-threaded.wasm', import.meta.url).href,
  ];
}

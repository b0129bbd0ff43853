/** Weights and runtimes: what the service worker keeps when it is first fetched through it. */
const KEPT = /\.(safetensors|wasm|mjs)$/;

/**
 * Has the service worker keep the weights and runtimes that this page has fetched already. On the first visit the page fetches them before
 * there is a service worker; asked for again they come from the browser's own cache.
 *
 * @param more what its workers have fetched, of which the page does not know
 */
export async function keepForOffline(more: readonly string[]): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  await navigator.serviceWorker.ready;
  if (navigator.serviceWorker.controller === null) {
    await new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    );
  }
  const urls = [...more, ...performance.getEntriesByType('resource').map(({ name }) => name)];
  const kept = urls.filter((url) => KEPT.test(new URL(url).pathname) && url.startsWith(location.origin));
  await Promise.allSettled([...new Set(kept)].map((url) => fetch(url)));
}

import { type Signal, signal } from '@preact/signals';

/** Reloads into a newer version of the site; undefined while there is none. */
export const updateReady: Signal<(() => void) | undefined> = signal();

/** Keeps the site for offline use, where the browser can. */
export async function registerServiceWorker(): Promise<void> {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return;
  const { Workbox } = await import('workbox-window');
  const worker = new Workbox(new URL('sw.js', document.baseURI).href);
  worker.addEventListener('waiting', () => {
    updateReady.value = () => {
      worker.addEventListener('controlling', () => location.reload());
      worker.messageSkipWaiting();
    };
  });
  try {
    await worker.register();
  } catch {
    // Refused by the browser, or no connection: the site works without it, only not offline.
  }
}

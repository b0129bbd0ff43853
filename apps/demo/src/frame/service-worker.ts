import { registerSW } from 'virtual:pwa-register';
import { type Signal, signal } from '@preact/signals';

/** Reloads into a newer version of the site; undefined while there is none. */
export const updateReady: Signal<(() => void) | undefined> = signal();

/** Keeps the site for offline use, where the browser can. */
export function registerServiceWorker(): void {
  if (import.meta.env.DEV) return;
  const update = registerSW({
    onNeedRefresh() {
      updateReady.value = () => void update(true);
    },
  });
}

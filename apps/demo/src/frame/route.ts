import { type ReadonlySignal, signal } from '@preact/signals';

/** `#/look-inside` -> `look-inside`; a hash works under every path and offline, without a server that knows the pages. */
function pathOf(hash: string): string {
  return /^#\/([^/?#]*)/.exec(hash)?.[1] ?? '';
}

const current = signal(pathOf(location.hash));
addEventListener('hashchange', () => {
  current.value = pathOf(location.hash);
});

/** Path of the page that is shown; empty for the first. */
export const route: ReadonlySignal<string> = current;

import { type Signal, signal } from '@preact/signals';

/** What the live region says. */
export const announcement: Signal<string> = signal('');

/** Says a sentence to those who listen to the page; it is not shown. */
export function announce(sentence: string): void {
  announcement.value = sentence;
}

import type { Options } from 'cli-progress';

/** How all progress bars look. */
export const barChars: Options = {
  stream: process.stderr,
  barCompleteChar: '━',
  barIncompleteChar: ' ',
  barsize: 16,
  hideCursor: true,
};

import type { WriteStream } from 'node:tty';

/** One line that is written over again on a terminal; elsewhere nothing. */
export class ProgressLine {
  readonly #stream: WriteStream;

  constructor(stream: WriteStream) {
    this.#stream = stream;
  }

  show(text: string): void {
    if (!this.#stream.isTTY) return;
    this.clear();
    this.#stream.write(text.slice(0, this.#stream.columns - 1));
  }

  clear(): void {
    if (!this.#stream.isTTY) return;
    this.#stream.cursorTo(0);
    this.#stream.clearLine(0);
  }
}

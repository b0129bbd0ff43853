import type { CheckedOptions } from './download-options.ts';

/** Aborts when nothing came for a while, or when the user wants it. */
export class Patience {
  readonly #stall: AbortController = new AbortController();
  readonly #ms: number;
  readonly signal: AbortSignal;
  #timer: NodeJS.Timeout | undefined;

  constructor({ stallMs, signal }: Pick<CheckedOptions, 'stallMs' | 'signal'>) {
    this.#ms = stallMs;
    this.signal = AbortSignal.any([this.#stall.signal, ...(signal === undefined ? [] : [signal])]);
  }

  renew(): void {
    this.end();
    const reason = new DOMException(`no byte came for ${this.#ms} ms`, 'TimeoutError');
    this.#timer = setTimeout(() => this.#stall.abort(reason), this.#ms);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

import type { CompiledGraph } from './graph-runner.ts';

/** A compiled graph with the names of its inputs and outputs in the order of the program's leaves and roots. */
export interface CachedGraph {
  readonly compiled: CompiledGraph;
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
}

/** Least-recently-used cache of compiled graphs, by structural key. */
export class GraphCache<T extends CachedGraph = CachedGraph> {
  readonly capacity: number;
  evictions = 0;
  readonly #entries = new Map<string, T>();

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The entry under `key`, which becomes the most recently used one. */
  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (entry !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, entry);
    }
    return entry;
  }

  /** Adds an entry and releases the least recently used one when the cache is over its capacity. */
  async add(key: string, entry: T): Promise<void> {
    this.#entries.set(key, entry);
    if (this.#entries.size <= this.capacity) return;
    const [oldestKey, oldest] = this.#entries.entries().next().value!;
    this.#entries.delete(oldestKey);
    this.evictions++;
    await oldest.compiled.release();
  }

  /** Releases every entry. */
  async clear(): Promise<void> {
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    await Promise.all(entries.map((entry) => entry.compiled.release()));
  }
}

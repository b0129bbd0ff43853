/** Counters of a lazy backend since it was made. */
export interface LazyStatistics {
  /** Graphs compiled. */
  readonly compiles: number;
  /** Runs that found their graph compiled. */
  readonly hits: number;
  /** Graphs released because the cache was full. */
  readonly evictions: number;
  /** Compiled graphs held now. */
  readonly cachedGraphs: number;
  /** Graph runs. */
  readonly runs: number;
  /** Milliseconds spent lowering, encoding and compiling graphs. */
  readonly compileMs: number;
  /** Milliseconds spent in the runtime. */
  readonly runMs: number;
  /** ONNX nodes of the graph compiled last. */
  readonly lastNodes: number;
  /** Of those, nodes that only move an activation from one memory layout to another. */
  readonly lastReorderings: number;
}

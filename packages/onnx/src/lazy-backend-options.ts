import type { ProductPrecision } from './graph-builder.ts';
import type { GraphRunner } from './graph-runner.ts';

/** Options of a lazy backend. */
export interface LazyBackendOptions {
  readonly runner: GraphRunner;
  /** Compiled graphs kept before the least recently used one is released. */
  readonly maxGraphs?: number;
  /** Channels of a block in ONNX Runtime's blocked layout, as `probeBlockSize` found it; 0, the default, keeps to the ONNX standard. */
  readonly blockSize?: number;
  /** In which convolutions and matrix products, forward and backward, read their factors; all else is float32. Default float32. */
  readonly precision?: ProductPrecision;
}

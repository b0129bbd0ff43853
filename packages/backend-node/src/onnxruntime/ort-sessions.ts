import type { CompiledGraph, GraphRunner } from '@cv/onnx';
import type { InferenceSession } from 'onnxruntime-node';

/** A loaded model. */
export interface OrtSession extends CompiledGraph {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
}

/** onnxruntime-node, in this thread or in another one. */
export interface OrtSessions {
  /** Version of onnxruntime-node. */
  readonly version: string;
  /** Execution providers that its binary for this platform has, whether they work here or not. */
  readonly providers: readonly string[];
  /** Loads a model; where profiling is on, the profile is written when the session is released. */
  create(model: Uint8Array, options: InferenceSession.SessionOptions): Promise<OrtSession>;
  readonly tensor: GraphRunner['tensor'];
  /** Counts for the device's memory report. */
  memory(): Readonly<Record<string, number>>;
  /** Ends what runs the sessions; they have been released. */
  close(): Promise<void>;
}

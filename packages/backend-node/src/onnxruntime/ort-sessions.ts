import type { Sessions } from '@cv/onnx';
import type { InferenceSession } from 'onnxruntime-node';

/** onnxruntime-node, in this thread or in another one. Where profiling is on, the profile is written when a session is released. */
export interface OrtSessions extends Sessions<Uint8Array, InferenceSession.SessionOptions> {
  /** Version of onnxruntime-node. */
  readonly version: string;
  /** Execution providers that its binary for this platform has, whether they work here or not. */
  readonly providers: readonly string[];
  /** Counts for the device's memory report. */
  memory(): Readonly<Record<string, number>>;
  /** Ends what runs the sessions; they have been released. */
  close(): Promise<void>;
}

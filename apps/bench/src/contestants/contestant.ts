import type { Work } from '../suites/work.ts';

/** Who can be compared with us; `forward` is our own model without `compile`. */
export type PeerKey =
  | 'pytorch'
  | 'tfjs-wasm'
  | 'tfjs-cpu'
  | 'forward'
  | 'onnxruntime'
  | 'browser-webgl'
  | 'browser-cpu'
  | 'browser-webgpu'
  | 'scikit-learn'
  | 'opencv-js'
  | 'image-js'
  | 'scikit-image'
  | 'cv2'
  | 'cv2-one-thread';

/** Some iterations in a row. */
export interface Turn {
  /** Milliseconds of each timed iteration. */
  readonly times: readonly number[];
  /** The part of each that was spent in the compute runtime rather than in JavaScript, where that is known. */
  readonly runtimeTimes?: readonly number[];
  /** CPU milliseconds that the process had used when the turn began and ended; what it uses in between, it uses idle. */
  readonly cpuStart: number;
  readonly cpuEnd: number;
  /** The most memory that the process ever held, in MiB; null where the platform does not say. */
  readonly peakMemory: number | null;
  /** Loss of the last iteration, for training; the ROC area, for evaluation. */
  readonly loss?: number;
}

/** How long a turn is. */
export interface TurnLength {
  readonly iterations: number;
  /** Iterations before them that are not timed: they bring data back into the caches and threads back to work. */
  readonly settle: number;
}

/** A program that is ready to do one work; idle unless asked. */
export interface Contestant {
  readonly name: string;
  /** Library, version, threads. */
  readonly version: string;
  /** Trainable numbers of its network: contestants of one comparison must agree. */
  readonly parameters: number;
  run(length: TurnLength): Promise<Turn>;
  close(): Promise<void>;
}

/** What a contestant is opened with. */
export interface ContestantSettings {
  readonly threads: number;
  /** Existing folder for profiles of the compute runtime. */
  readonly profileDirectory?: string;
}

/** Opens a contestant for a work. */
export interface ContestantSource {
  readonly name: string;
  /** @throws CvError that says why it cannot be had */
  open(work: Work, settings: ContestantSettings): Promise<Contestant>;
  /** What is needed once and must not be measured, such as a file that it reads. */
  prepare?(work: Work): Promise<void>;
}

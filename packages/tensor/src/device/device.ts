/** What a device can do: run models, train them, compute in half precision. */
export type Tier = 'infer' | 'train' | 'float16';

/**
 * In what precision a device multiplies. `mixed-float16`: convolutions and matrix products, forward and backward, read float16 factors;
 * weights, sums, norms and losses stay float32.
 */
export type DevicePolicy = 'float32' | 'mixed-float16';

export interface DeviceMemory {
  /** Living tensors of the program. */
  readonly tensors: number;
  /** Bytes they hold. */
  readonly bytes: number;
  /** More counts, as the adapter knows them. */
  readonly [name: string]: number;
}

/** What is known of a file before it is read. */
export interface ExpectedFile {
  /** In hexadecimal. */
  readonly sha256?: string | undefined;
  /** The first digits of the SHA-256. */
  readonly sha256Prefix?: string | undefined;
  readonly bytes?: number | undefined;
}

/** A place where tensors are computed, opened by a backend package. */
export interface Device {
  readonly name: string;
  readonly description: string;
  readonly policy: DevicePolicy;
  /** Whether its memory can be lost while the program runs, with a DeviceLostError: keep copies of what took long to compute. */
  readonly volatile: boolean;
  readonly capabilities: { readonly infer: boolean; readonly train: boolean; readonly float16: boolean };
  /** Names of the kernels that the tier needs and the device lacks; empty when the tier is available. */
  missingKernels(tier: Tier): readonly string[];
  /** Fails early and lists what is missing. @throws UnsupportedError, DisposedError */
  require(tier: Tier): void;
  /** Makes this the device on which ops run; waits for one that was lost to be open again. @throws UnsupportedError when it cannot be opened; DisposedError */
  activate(): Promise<void>;
  /** Activates the device and runs a first small graph, so that the first real one does not pay for start-up. */
  warmUp(): Promise<void>;
  memory(): DeviceMemory;
  /**
   * Reads a file of the package or of the network, from a cache where the platform has one; refuses one that is not as `expected`. A
   * backend package gives it to the devices that it opens.
   */
  readonly readBytes?: (url: URL, expected: ExpectedFile) => Promise<Uint8Array>;
  /** Counters of the adapter, such as compilations and cache hits. */
  readonly statistics?: () => Readonly<Record<string, number>>;
  /** Waits until everything asked for so far is computed. */
  sync(): Promise<void>;
  /** Frees the device; its tensors are gone. */
  dispose(): Promise<void>;
}

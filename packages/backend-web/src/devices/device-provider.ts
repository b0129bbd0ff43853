import type { Device } from '@cv/tensor';

/** The devices of a browser, best first: the order in which `openDevice()` tries them. */
export const DEVICE_NAMES = ['webgpu', 'wasm', 'webgl', 'cpu'] as const;

/** Name of a device of a browser. */
export type DeviceName = (typeof DEVICE_NAMES)[number];

/** News of a GPU that went away. */
export interface LossReport {
  readonly device: DeviceName;
  /** As WebGPU has it: `destroyed`, or `unknown` for everything that the page did not do. */
  readonly reason: string;
  /** The browser's words. */
  readonly message: string;
}

/** What a provider opens its device with. */
export interface ProviderOptions {
  /** Whole number above 0. */
  readonly threads: number;
  readonly gpuDevice?: GPUDevice | undefined;
  readonly onLost?: ((report: LossReport) => void) | undefined;
}

/** Opens one device; nothing of it is loaded before. */
export interface DeviceProvider {
  /**
   * @returns the device, not active yet
   * @throws UnsupportedError when it cannot be had here, saying why and what would help
   */
  open(options: ProviderOptions): Promise<Device>;
}

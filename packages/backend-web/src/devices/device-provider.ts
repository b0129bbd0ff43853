import type { Device } from '@cv/tensor';

/** The devices of a browser, best first: the order in which `openDevice()` tries them. */
export const DEVICE_NAMES = ['webgpu', 'wasm', 'webgl', 'cpu'] as const;

/** Name of a device of a browser. */
export type DeviceName = (typeof DEVICE_NAMES)[number];

/** What a provider opens its device with. */
export interface ProviderOptions {
  /** Whole number above 0. */
  readonly threads: number;
}

/** Opens one device; nothing of it is loaded before. */
export interface DeviceProvider {
  /**
   * @returns the device, not active yet
   * @throws UnsupportedError when it cannot be had here, saying why and what would help
   */
  open(options: ProviderOptions): Promise<Device>;
}

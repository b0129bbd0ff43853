import type { Device, DevicePolicy } from '@cv/tensor';
import type { ExecutionProvider } from '../onnxruntime/execution-provider.ts';

/** The devices of Node, best first: the order in which `openDevice()` tries them. */
export const DEVICE_NAMES = ['tensorflow-gpu', 'onnxruntime', 'tensorflow', 'wasm', 'cpu'] as const;

/** Name of a device of Node. */
export type DeviceName = (typeof DEVICE_NAMES)[number];

/** What a provider opens its device with. */
export interface ProviderOptions {
  /** Whole number above 0. */
  readonly threads: number;
  readonly profileDirectory?: string | undefined;
  readonly provider?: ExecutionProvider | undefined;
  readonly worker?: boolean | undefined;
  readonly policy?: DevicePolicy | undefined;
}

/** Opens one device; nothing of it is loaded before. */
export interface DeviceProvider {
  /**
   * @returns the device, not active yet
   * @throws UnsupportedError when it cannot be had here, saying why and what would help
   */
  open(options: ProviderOptions): Promise<Device>;
}

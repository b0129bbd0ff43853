import { cpu } from './cpu.ts';
import type { DeviceName, DeviceProvider } from './device-provider.ts';
import { onnxruntime } from './onnxruntime.ts';
import { tensorflow } from './tensorflow.ts';
import { wasm } from './wasm.ts';

/** How each device is opened. */
export const providers: Readonly<Record<DeviceName, DeviceProvider>> = {
  'tensorflow-gpu': tensorflow('tensorflow-gpu'),
  onnxruntime,
  tensorflow: tensorflow('tensorflow'),
  wasm,
  cpu,
};

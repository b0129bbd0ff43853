import { cpu } from './cpu.ts';
import type { DeviceName, DeviceProvider } from './device-provider.ts';
import { wasm } from './wasm.ts';
import { webgl } from './webgl.ts';
import { webgpu } from './webgpu.ts';

/** Every device of a browser. */
export const providers: Readonly<Record<DeviceName, DeviceProvider>> = { webgpu, wasm, webgl, cpu };

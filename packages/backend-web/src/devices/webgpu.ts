import { createDevice, type Device } from '@cv/tensor';
import { engine, registerBackend, removeBackend, setBackend, version_core as version } from '@tensorflow/tfjs-core';
import type { GuardedWebGpuBackend } from '../webgpu/guarded-backend.ts';
import { type Gpu, isSoftwareGpu, requestGpu } from '../webgpu/request-gpu.ts';
import type { DeviceProvider, ProviderOptions } from './device-provider.ts';

const NAME = 'webgpu';

/** Takes the place of tfjs's own factory, or of a backend whose GPU is lost; activates it where that one was active. */
async function install(backend: GuardedWebGpuBackend): Promise<void> {
  const active = engine().backendName === NAME;
  if (engine().findBackendFactory(NAME) !== null) removeBackend(NAME);
  registerBackend(NAME, () => backend);
  // The factory gives it at once: nothing runs in between.
  if (active) await setBackend(NAME);
}

function describe({ info }: Gpu): string {
  const name = [info?.vendor, info?.architecture, info?.description].filter((part) => part).join(' ');
  return `tfjs webgpu ${version}, ${name === '' ? 'unnamed GPU' : name}${isSoftwareGpu(info) ? ' (software)' : ''}`;
}

/** tfjs's WebGPU kernels; opens again by itself when the GPU is lost. */
export const webgpu: DeviceProvider = {
  async open({ gpuDevice, onLost }: ProviderOptions): Promise<Device> {
    const first: Gpu =
      gpuDevice === undefined ? await requestGpu() : { device: gpuDevice, info: gpuDevice.adapterInfo };
    const [{ GuardedWebGpuBackend: Backend }, { correctWebGpuKernels }, { registerOwnKernels }] = await Promise.all([
      import('../webgpu/guarded-backend.ts'),
      import('../webgpu/corrected-kernels.ts'),
      import('../webgpu/own-kernels.ts'),
    ]);
    correctWebGpuKernels();
    registerOwnKernels();
    let gpu = first;
    let disposed = false;
    let recovering: Promise<void> = Promise.resolve();
    const start = (): Promise<void> =>
      install(
        new Backend(gpu, ({ reason, message }) => {
          recovering = recover();
          // Whoever activates the device hears of it.
          recovering.catch(() => undefined);
          onLost?.({ device: NAME, reason, message });
        }),
      );
    const recover = async (): Promise<void> => {
      gpu = await requestGpu();
      if (!disposed) await start();
    };
    await start();
    const device = createDevice({
      name: NAME,
      backendName: NAME,
      description: describe(gpu),
      volatile: true,
      ready: () => recovering,
      // A device that the page made stays the page's.
      dispose: async () => {
        if (gpu.device !== gpuDevice) gpu.device.destroy();
      },
    });
    const dispose = device.dispose.bind(device);
    device.dispose = async () => {
      disposed = true;
      await recovering.catch(() => undefined);
      await dispose();
    };
    return device;
  },
};

import { createDevice } from '@cv/tensor';
import { ensureRegistered } from '@cv/tensor/backend';
import type { DeviceProvider } from './device-provider.ts';

/** tfjs's plain JavaScript kernels: slow, runs anywhere, one thread. */
export const cpu: DeviceProvider = {
  async open() {
    const { version_cpu: version } = await import('@tensorflow/tfjs-backend-cpu');
    ensureRegistered('cpu');
    return createDevice({ name: 'cpu', backendName: 'cpu', description: `tfjs cpu ${version}, 1 thread` });
  },
};

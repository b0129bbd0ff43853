import { createRequire } from 'node:module';
import { createDevice } from '@cv/tensor';
import { ensureRegistered } from '@cv/tensor/backend';
import { UnsupportedError } from '@cv/tensor/errors';
import { backend, setBackend } from '@tensorflow/tfjs-core';
import type { DeviceProvider } from './device-provider.ts';

/** What `@tensorflow/tfjs-node` and `@tensorflow/tfjs-node-gpu` export, as far as it is used here. */
interface TensorFlowModule {
  readonly version?: Readonly<Record<string, string>>;
}

const PACKAGES = { tensorflow: '@tensorflow/tfjs-node', 'tensorflow-gpu': '@tensorflow/tfjs-node-gpu' } as const;

function notInstalled(name: keyof typeof PACKAGES, cause: unknown): UnsupportedError {
  const missing = /^(ERR_)?MODULE_NOT_FOUND$/.test(String((cause as { code?: unknown }).code));
  const reason = missing ? 'is not installed' : `does not load: ${String(cause)}`;
  return new UnsupportedError(
    `device '${name}': ${PACKAGES[name]} ${reason}; \`npm install ${PACKAGES[name]}@4.22.0\` adds it where TensorFlow has binaries for this platform`,
    { package: PACKAGES[name] },
    { cause },
  );
}

async function installed(specifier: string): Promise<TensorFlowModule> {
  // Resolved first, so that "not installed" can be told from "installed and broken".
  createRequire(import.meta.url).resolve(specifier);
  return (await import(specifier)) as TensorFlowModule;
}

/**
 * TensorFlow's own kernels, where the optional package is installed.
 *
 * @param name `tensorflow` or `tensorflow-gpu`
 * @param load imports the package
 */
export function tensorflow(
  name: keyof typeof PACKAGES,
  load: (specifier: string) => Promise<TensorFlowModule> = installed,
): DeviceProvider {
  return {
    async open() {
      const module = await load(PACKAGES[name]).catch((cause: unknown) => {
        throw notInstalled(name, cause);
      });
      ensureRegistered('tensorflow');
      await setBackend('tensorflow');
      // The backend's own flag; without a CUDA device the GPU package falls back to the CPU in silence.
      const onGpu = (backend() as { isUsingGpuDevice?: boolean }).isUsingGpuDevice === true;
      if (name === 'tensorflow-gpu' && !onGpu) {
        throw new UnsupportedError(
          `device 'tensorflow-gpu': TensorFlow found no CUDA device; 'tensorflow' or 'onnxruntime' run on the CPU`,
        );
      }
      const version = module.version?.['tfjs-node'] ?? module.version?.['tfjs-core'] ?? '';
      return createDevice({
        name,
        backendName: 'tensorflow',
        description: `${PACKAGES[name]} ${version}`.trim() + (onGpu ? ', CUDA' : ', cpu'),
      });
    },
  };
}

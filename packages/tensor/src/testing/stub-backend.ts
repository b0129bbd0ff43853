import { engine, getKernelsForBackend, type KernelFunc, registerBackend, registerKernel } from '@tensorflow/tfjs-core';

let count = 0;

/**
 * Registers a backend that computes as tfjs cpu does.
 *
 * @param options.without kernels that it lacks
 * @param options.replaced kernels that it has in place of cpu's
 * @returns its name; the caller removes it
 */
export function stubBackend({
  without = [],
  replaced = {},
}: {
  readonly without?: readonly string[];
  readonly replaced?: Readonly<Record<string, (original: KernelFunc) => KernelFunc>>;
} = {}): string {
  const backendName = `stub-${count++}`;
  const { factory } = engine().registryFactory.cpu!;
  registerBackend(backendName, factory);
  for (const { kernelName, kernelFunc } of getKernelsForBackend('cpu')) {
    if (kernelName.startsWith('Cv') || without.includes(kernelName)) continue;
    // cpu's own set-up function changes global state; the copies do without.
    registerKernel({ kernelName, backendName, kernelFunc: replaced[kernelName]?.(kernelFunc) ?? kernelFunc });
  }
  return backendName;
}

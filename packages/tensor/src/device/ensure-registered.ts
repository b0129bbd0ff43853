import { findBackendFactory, registerBackend } from '@tensorflow/tfjs-core';

type Factory = NonNullable<ReturnType<typeof findBackendFactory>>;

const factories = new Map<string, Factory>();

/**
 * Makes sure that tfjs knows a backend whose module has been imported. A module registers its backend once, at its import; disposing a
 * device takes it out, so it is put back here when the device is opened again.
 */
export function ensureRegistered(backendName: string): void {
  const factory = findBackendFactory(backendName) ?? factories.get(backendName);
  if (factory === undefined) return; // openDevice reports it: activating will fail
  factories.set(backendName, factory);
  if (findBackendFactory(backendName) === null) registerBackend(backendName, factory);
}

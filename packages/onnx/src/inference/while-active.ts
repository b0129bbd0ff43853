import { UnsupportedError } from '@cv/tensor/errors';
import { engine, registerBackend, removeBackend } from '@tensorflow/tfjs-core';
import { registerKernels, unregisterKernels } from '../register-kernels.ts';
import type { TraceBackend } from './trace-backend.ts';

const BACKEND = 'cv-trace';

/**
 * Runs `f` with the backend active and activates the one before again; all of it happens before anything else can.
 *
 * @throws UnsupportedError when no backend was active, or `f` keeps a tensor without values; whatever `f` throws
 */
export function whileActive<T>(backend: TraceBackend, f: () => T): T {
  const active = engine();
  const previous = activeBackendName();
  registerBackend(BACKEND, () => backend, 0);
  registerKernels(BACKEND, backend);
  let lost = 0;
  let result: T;
  try {
    // The engine switches at once where nothing has to be loaded; the promise says no more than that.
    void active.setBackend(BACKEND);
    result = f();
  } finally {
    void active.setBackend(previous);
    lost = handOver(backend);
    removeBackend(BACKEND);
    unregisterKernels(BACKEND);
  }
  if (lost > 0) {
    throw new UnsupportedError(
      `recording a forward pass: it keeps ${lost} computed tensor(s) beyond its end, which have no values; return them instead`,
    );
  }
  return result;
}

/**
 * Gives what the pass made and keeps (weights drawn when first needed, tables) to the device that is active again.
 *
 * @returns how many of them have no values
 */
function handOver(from: TraceBackend): number {
  const { backend } = engine();
  let lost = 0;
  for (const dataId of from.living) {
    if (from.isConstant(dataId)) engine().moveData(backend, dataId);
    else lost++;
  }
  return lost;
}

function activeBackendName(): string {
  try {
    // Asking for the backend throws where none is there.
    return engine().backend === null ? '' : engine().backendName;
  } catch (cause) {
    throw new UnsupportedError('recording a forward pass: no device is active; open one first', {}, { cause });
  }
}

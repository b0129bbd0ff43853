import { engine, setBackend } from '@tensorflow/tfjs-core';
import { DisposedError, UnsupportedError } from '../errors.ts';
import { leaf } from '../tfjs/leaf.ts';
import { run } from '../tfjs/run.ts';
import { tidy } from '../tfjs/tidy.ts';
import { activeDevice, setActiveDevice } from './active-device.ts';
import type { Device, DeviceMemory, DevicePolicy, Tier } from './device.ts';
import { missingKernels } from './missing-kernels.ts';

export interface DeviceOptions {
  /** What users call it, such as 'onnxruntime'. */
  readonly name: string;
  /** The tfjs backend behind it, already registered. */
  readonly backendName: string;
  /** One line for tables: library, version, threads. */
  readonly description: string;
  /** Default float32. */
  readonly policy?: DevicePolicy;
  /** Whether it computes in half precision; default false. */
  readonly float16?: boolean;
  /** Whether its memory can be lost while the program runs, as a GPU's in a browser; default false. */
  readonly volatile?: boolean;
  /** Awaited before each activation; default nothing to wait for. */
  readonly ready?: () => Promise<void>;
  /** Counts beside tensors and bytes. */
  readonly memory?: () => Readonly<Record<string, number>>;
  readonly statistics?: () => Readonly<Record<string, number>>;
  /** Waits for outstanding work; default none to wait for. */
  readonly sync?: () => Promise<void>;
  /** Extra start-up work, after the first small graph has run. */
  readonly warmUp?: () => Promise<void>;
  /** Frees what the adapter holds, after the backend is removed. */
  readonly dispose?: () => Promise<void>;
}

/**
 * Makes a Device over a registered tfjs backend; for packages that open devices.
 *
 * @param options names and hooks of the adapter
 * @returns the device, not yet active
 * @example
 * ```ts
 * const device = createDevice({ name: 'cpu', backendName: 'cpu', description: 'tfjs cpu 4.22.0' });
 * await device.activate();
 * ```
 */
export function createDevice(options: DeviceOptions): Device {
  const { statistics } = options;
  const device = new BackendDevice(options);
  return statistics === undefined ? device : Object.assign(device, { statistics });
}

class BackendDevice implements Device {
  readonly name: string;
  readonly description: string;
  readonly policy: DevicePolicy;
  readonly volatile: boolean;
  #options: DeviceOptions;
  #disposed = false;

  constructor(options: DeviceOptions) {
    this.#options = options;
    this.name = options.name;
    this.description = options.description;
    this.policy = options.policy ?? 'float32';
    this.volatile = options.volatile ?? false;
  }

  get capabilities(): { readonly infer: boolean; readonly train: boolean; readonly float16: boolean } {
    return {
      infer: this.missingKernels('infer').length === 0,
      train: this.missingKernels('train').length === 0,
      float16: this.#options.float16 ?? false,
    };
  }

  missingKernels(tier: Tier): readonly string[] {
    return missingKernels(this.#options.backendName, tier === 'train' ? 'train' : 'infer');
  }

  require(tier: Tier): void {
    this.#checkAlive('require');
    const missing = this.missingKernels(tier);
    const fields = { device: this.name, tier, missing };
    if (missing.length > 0) {
      throw new UnsupportedError(
        `device '${this.name}' cannot ${tier === 'train' ? 'train' : 'run models'}: it lacks the kernels ${missing.join(', ')}. Open another device.`,
        fields,
      );
    }
    if (tier === 'float16' && !this.capabilities.float16) {
      throw new UnsupportedError(
        `device '${this.name}' does not compute in float16. Use float32, or open another device.`,
        fields,
      );
    }
  }

  async activate(): Promise<void> {
    this.#checkAlive('activate');
    const { backendName, ready } = this.#options;
    await ready?.();
    if (engine().findBackendFactory(backendName) === null || !(await setBackend(backendName))) {
      throw new UnsupportedError(
        `device '${this.name}' cannot be opened: the tfjs backend '${backendName}' did not start.`,
        {
          device: this.name,
          backendName,
        },
      );
    }
    setActiveDevice(this);
  }

  async warmUp(): Promise<void> {
    await this.activate();
    const probe = tidy(() => {
      const one = leaf(Float32Array.of(1), [1], 'float32');
      return run('Add', { a: one, b: one });
    });
    try {
      await probe.data();
    } finally {
      probe.dispose();
    }
    await this.#options.warmUp?.();
  }

  memory(): DeviceMemory {
    this.#checkAlive('memory');
    const { numTensors: tensors, numBytes: bytes } = engine().state;
    return { ...this.#options.memory?.(), tensors, bytes };
  }

  async sync(): Promise<void> {
    this.#checkAlive('sync');
    await this.#options.sync?.();
  }

  async dispose(): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    if (activeDevice() === this) setActiveDevice(undefined);
    engine().removeBackend(this.#options.backendName);
    await this.#options.dispose?.();
  }

  #checkAlive(method: string): void {
    if (this.#disposed) {
      throw new DisposedError(`device '${this.name}': ${method} after dispose. Open it again.`, {
        device: this.name,
        method,
      });
    }
  }
}

import { DeviceLostError, UnsupportedError } from '@cv/tensor/errors';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type BackendValues, type DataType, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { correctedProgram } from './corrected-program.ts';
import type { Gpu } from './request-gpu.ts';

/** How long a failed read waits to learn whether the device is lost. */
const LOSS_TOLD_MS = 1000;

type Program = Parameters<WebGPUBackend['runWebGPUProgram']>;

/**
 * tfjs's WebGPU backend (4.22.0) with three guards: values that the program wrote stay in host memory, so that they survive the loss of
 * the GPU; after the loss everything else fails with a DeviceLostError; what WebGPU refuses fails the next read instead of leaving wrong
 * numbers behind.
 */
export class GuardedWebGpuBackend extends WebGPUBackend {
  readonly #written = new Map<object, BackendValues>();
  readonly #gpu: GPUDevice;
  #lost: GPUDeviceLostInfo | undefined;
  #refused: string | undefined;
  #disposed = false;

  /** @param onLost called when the device goes, but not when {@link dispose} ends it */
  constructor({ device, info }: Gpu, onLost: (info: GPUDeviceLostInfo) => void) {
    super(device, info);
    this.#gpu = device;
    device.addEventListener('uncapturederror', this.#onError);
    void device.lost.then((lost) => {
      if (this.#disposed) return;
      this.#lost = lost;
      onLost(lost);
    });
  }

  readonly #onError = (event: GPUUncapturedErrorEvent): void => {
    const { message } = event.error;
    // What was made with something invalid is invalid, too: those follow from an error that was told before.
    if (!message.startsWith('[Invalid')) this.#refused ??= message;
    event.preventDefault();
  };

  override write(values: BackendValues, shape: number[], dtype: DataType): object {
    const dataId = super.write(values, shape, dtype);
    this.#remember(dataId, values);
    return dataId;
  }

  override move(dataId: object, values: BackendValues, shape: number[], dtype: DataType, refCount: number): void {
    super.move(dataId, values, shape, dtype, refCount);
    this.#remember(dataId, values);
  }

  override disposeData(dataId: object, force = false): boolean {
    const gone = super.disposeData(dataId, force);
    if (gone) this.#written.delete(dataId);
    return gone;
  }

  override runWebGPUProgram(...[program, inputs, dtype, ...rest]: Program): TensorInfo {
    this.#requireDevice();
    // A buffer of no bytes cannot be bound, and an invalid program takes all others of its command buffer with it. Sums over nothing are 0;
    // tfjs takes care of the maxima itself.
    if (inputs.some(({ shape }) => util.sizeFromShape(shape) === 0)) {
      const shape = [...program.outputShape];
      return this.makeTensorInfo(shape, dtype, util.makeZerosTypedArray(util.sizeFromShape(shape), dtype as 'float32'));
    }
    return super.runWebGPUProgram(correctedProgram(program, dtype), inputs, dtype, ...rest);
  }

  override async read(dataId: object): Promise<BackendValues> {
    if (this.#lost === undefined) {
      try {
        const values = await super.read(dataId);
        this.#requireAccepted();
        return values;
      } catch (error) {
        await this.#lossTold();
        if (this.#lost === undefined) throw error;
      }
    }
    return this.#survivor(dataId);
  }

  /** tfjs reads a GPU synchronously through canvases, which fails where there is no screen; nothing of ours needs it. */
  override readSync(dataId: object): BackendValues {
    if (this.#lost !== undefined) return this.#survivor(dataId);
    const values = this.tensorMap.get(dataId).values ?? this.#written.get(dataId);
    if (values !== undefined && values !== null) return values;
    throw new UnsupportedError("device 'webgpu': this value is on the GPU; use `await read(tensor)`");
  }

  /** Frees what the backend holds; the device itself is its owner's to destroy. */
  override dispose(): void {
    this.#disposed = true;
    this.#gpu.removeEventListener('uncapturederror', this.#onError);
    // After a loss tensors still take their values from here to the backend that follows.
    if (this.#lost === undefined) this.#written.clear();
    super.dispose();
  }

  #remember(dataId: object, values: BackendValues | null): void {
    if (values !== null && values !== undefined) this.#written.set(dataId, values);
  }

  #survivor(dataId: object): BackendValues {
    const values = this.#written.get(dataId);
    if (values !== undefined) return values;
    throw this.#lossError();
  }

  #requireDevice(): void {
    if (this.#lost !== undefined) throw this.#lossError();
  }

  #requireAccepted(): void {
    const refused = this.#refused;
    if (refused === undefined) return;
    this.#refused = undefined;
    throw new UnsupportedError(`device 'webgpu': the browser refused a program: ${refused}`, { refused });
  }

  /** A read fails a moment before the loss is told. */
  async #lossTold(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LOSS_TOLD_MS);
    });
    await Promise.race([this.#gpu.lost, patience]);
    clearTimeout(timer);
  }

  #lossError(): DeviceLostError {
    const { reason, message } = this.#lost!;
    return new DeviceLostError(
      `device 'webgpu': the GPU was lost (${message || reason}). It opens again by itself; values that were computed on it are gone, those that the program made are still there: repeat the step`,
      { device: 'webgpu', reason, message },
    );
  }
}

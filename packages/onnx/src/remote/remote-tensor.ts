import type { Ownership, RunnerTensor } from '../graph-runner.ts';
import type { HostData } from '../host-data.ts';
import type { DeviceDType } from '../lazy-value.ts';
import type { Upload } from './remote-protocol.ts';

/** The keeper of a worker's tensors. */
export interface TensorKeeper {
  /** Counts a tensor that the worker holds from now on as the number `id`. */
  keep(tensor: RemoteTensor, id: number): void;
  /** Lets the worker forget the tensor. */
  forget(tensor: RemoteTensor, id: number): void;
  /** A copy of the tensor's values. */
  fetch(id: number): Promise<HostData>;
}

/** Values of a tensor that is still here. */
interface HostValues {
  readonly dtype: DeviceDType;
  readonly data: HostData;
  readonly ownership: Ownership;
}

/** A tensor of a worker: made here and sent there when a run first needs it, or made there and fetched when it is first read. */
export class RemoteTensor implements RunnerTensor {
  readonly dims: readonly number[];
  readonly keeper: TensorKeeper;
  /** Its number in the worker, or its values while it is not there. */
  #place: number | HostValues;
  #data: HostData | undefined;
  #download: Promise<HostData> | undefined;
  #released = false;

  /** @param data the values of a tensor that is in the worker, where they are known already */
  constructor(keeper: TensorKeeper, dims: readonly number[], place: number | HostValues, data?: HostData) {
    this.dims = dims;
    this.keeper = keeper;
    this.#place = place;
    this.#data = typeof place === 'number' ? data : place.data;
    if (typeof place === 'number') keeper.keep(this, place);
  }

  get data(): HostData | undefined {
    return this.#data;
  }

  download(): Promise<HostData> {
    this.#download ??= this.#fetch();
    return this.#download;
  }

  release(): void {
    if (this.#released) return;
    this.#released = true;
    if (typeof this.#place === 'number') this.keeper.forget(this, this.#place);
  }

  /** Its number in the worker; undefined while it is not there. */
  get id(): number | undefined {
    return typeof this.#place === 'number' ? this.#place : undefined;
  }

  /** Leaves for the worker, to be the number `id` there. */
  leave(id: number): Upload {
    const { dtype, data, ownership } = this.#place as HostValues;
    const whole = data.buffer instanceof ArrayBuffer && data.byteLength === data.buffer.byteLength;
    if (ownership === 'given') this.#data = undefined;
    this.#place = id;
    this.keeper.keep(this, id);
    return { tensor: id, dtype, dims: this.dims, data: ownership === 'given' && whole ? data : data.slice() };
  }

  async #fetch(): Promise<HostData> {
    this.#data ??= await this.keeper.fetch(this.#place as number);
    return this.#data;
  }
}

import { type DataId, engine, type Tensor } from '@tensorflow/tfjs-core';
import type { HostData } from '../host-data.ts';
import type { LazyValue } from '../lazy-value.ts';
import type { Trace } from './trace.ts';

/** Data of the leaves of traces, read once for each tensor however many traces use it. */
export type LeafData = ReadonlyMap<LazyValue, HostData>;

/** Another tensor on the same data, so that whoever owns the first may dispose it meanwhile. */
function hold({ dataId, shape, dtype }: Pick<Tensor, 'dataId' | 'shape' | 'dtype'>): Tensor {
  const { backend } = engine().state.tensorInfo.get(dataId)!;
  backend.incRef(dataId);
  return engine().makeTensorFromTensorInfo({ dataId, shape, dtype }, backend);
}

/**
 * Reads the weights of the traces as they are at the moment of the call.
 *
 * @param known what has been read before, by tensor; grows
 */
export async function readLeaves(traces: readonly Trace[], known: Map<DataId, HostData>): Promise<LeafData> {
  const held = new Map<DataId, Tensor>();
  const wanted = traces.flatMap(({ program, leaves }) =>
    program.leaves.map((leaf) => [leaf, leaves.get(leaf)] as const),
  );
  for (const [, leaf] of wanted) {
    if (leaf === undefined || 'data' in leaf) continue;
    const { dataId } = leaf.tensor;
    if (!known.has(dataId) && !held.has(dataId)) held.set(dataId, hold(leaf.tensor as Tensor));
  }
  const read = await Promise.allSettled(
    [...held].map(async ([dataId, tensor]) => {
      known.set(dataId, (await tensor.data()) as HostData);
    }),
  );
  for (const tensor of held.values()) tensor.dispose();
  const failed = read.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const data = new Map<LazyValue, HostData>();
  for (const [value, leaf] of wanted) {
    if (leaf !== undefined) data.set(value, 'data' in leaf ? leaf.data : known.get(leaf.tensor.dataId)!);
  }
  return data;
}

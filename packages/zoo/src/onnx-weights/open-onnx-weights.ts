import type { StateTensor } from '@cv/layers';
import type { ByteSource } from '../files/byte-source.ts';
import { readAhead } from '../files/read-ahead.ts';
import { range, readFrom } from '../files/reading.ts';
import { type OpenSibling, siblingPath } from '../files/sibling-path.ts';
import { StateFile } from '../files/state-file.ts';
import { storedTypes } from '../safetensors/stored-types.ts';
import { findTensors, type OnnxWeightsOptions } from './find-tensors.ts';
import { type ExternalPlace, type TensorPlan, tensorError } from './plan-tensor.ts';
import { readPlan, stateTensor } from './read-plan.ts';

/** Options of {@link openOnnxWeights}. */
export interface OpenOnnxWeightsOptions extends OnnxWeightsOptions {
  /** Opens a file of the model's folder, for values that lie in one; paths that leave the folder never come here. */
  openSibling?: OpenSibling;
}

/** Between the values stand short fields, one after the other. */
const BLOCK_BYTES = 65_536;

/**
 * Opens an ONNX model for its initialisers: names, types and shapes are read and checked as {@link decodeOnnxWeights} does, the values
 * of a tensor when it is asked for. Values may lie in other files of the same folder (models of 2 GiB and more).
 *
 * @param source such as `await fileSource('model.onnx')` of `@cv/backend-node`
 * @throws WeightsError as {@link decodeOnnxWeights} does, when a file outside of the folder is named, or one is named and there is no
 * `openSibling`; whatever the source throws.
 * @source https://onnx.ai/onnx/repo-docs/IR.html and https://onnx.ai/onnx/repo-docs/ExternalData.html
 * @example
 * ```ts
 * const file = await openOnnxWeights(source, { openSibling: (path) => fileSource(join(folder, path)) });
 * const weight = await file.tensor('fc.weight');
 * ```
 */
export async function openOnnxWeights(source: ByteSource, options: OpenOnnxWeightsOptions = {}): Promise<StateFile> {
  const blocks = readAhead(source, BLOCK_BYTES);
  const plans = await readFrom(blocks, findTensors(source.size, options));
  const external = new ExternalFiles(options.openSibling);
  for (const plan of plans.values()) if ('external' in plan.values) external.require(plan, plan.values.external);
  const read = async (name: string): Promise<StateTensor> => {
    const plan = plans.get(name)!;
    const { values } = plan;
    return 'external' in values
      ? await external.read(plan, values.external)
      : await readFrom(blocks, readPlan(plan, values));
  };
  return new StateFile({ format: 'onnx', entries: plans, read });
}

/** The files beside a model, each opened when it is first needed. */
class ExternalFiles {
  readonly #openSibling: OpenSibling | undefined;
  readonly #open = new Map<string, Promise<ByteSource>>();

  constructor(openSibling: OpenSibling | undefined) {
    this.#openSibling = openSibling;
  }

  require({ name }: TensorPlan, { location }: ExternalPlace): void {
    siblingPath(location, `ONNX file: the tensor '${name}'`);
    if (this.#openSibling !== undefined) return;
    throw tensorError(name, `has its values in the file '${location}'; pass openSibling to read them`);
  }

  async read(plan: TensorPlan, { location, begin, length }: ExternalPlace): Promise<StateTensor> {
    const opening = this.#open.get(location) ?? this.#openSibling!(location);
    this.#open.set(location, opening);
    const source = await opening.catch((error: unknown) => {
      this.#open.delete(location); // the next read tries again
      throw error;
    });
    const bytes = plan.count * storedTypes[plan.dtype].bytes;
    if (begin + (length ?? bytes) > source.size) {
      throw tensorError(plan.name, `ends at byte ${begin + bytes} of '${location}', which has ${source.size}`);
    }
    return stateTensor(plan, await readFrom(source, range(begin, begin + bytes)));
  }
}

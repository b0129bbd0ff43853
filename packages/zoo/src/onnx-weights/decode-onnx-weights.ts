import type { StateDict } from '@cv/layers';
import { type Reading, readNow } from '../files/reading.ts';
import { shorten } from '../files/shorten.ts';
import { findTensors, type OnnxWeightsOptions } from './find-tensors.ts';
import { tensorError } from './plan-tensor.ts';
import { readPlan } from './read-plan.ts';

/**
 * Reads the initialisers of an ONNX model: its trained weights, by the names that they have in the file. PyTorch's exporter keeps the
 * names of the state dict where it does not fold layers into each other. The graph is not run or checked.
 *
 * Where the alignment allows it the arrays are views of `bytes`; `FLOAT16` and `BFLOAT16` become float32 values and keep their dtype.
 * @param bytes the whole file.
 * @throws WeightsError when the file is damaged or cut off, a name stands twice, a type is not one of `FLOAT DOUBLE FLOAT16 BFLOAT16
 * INT64 INT32 INT16 INT8 UINT8 BOOL`, values do not fill their shape or lie in another file (see {@link openOnnxWeights}). Memory stays
 * in proportion to the size of the file.
 * @source https://onnx.ai/onnx/repo-docs/IR.html and `onnx.proto`; what `onnx.numpy_helper.to_array` gives
 * @example
 * ```ts
 * model.loadStateDict(decodeOnnxWeights(bytes));
 * ```
 */
export function decodeOnnxWeights(bytes: Uint8Array, options: OnnxWeightsOptions = {}): StateDict {
  return readNow(bytes, readAll(bytes.length, options));
}

function* readAll(size: number, options: OnnxWeightsOptions): Reading<StateDict> {
  const tensors: [string, StateDict[string]][] = [];
  for (const [name, plan] of yield* findTensors(size, options)) {
    const { values } = plan;
    if ('external' in values) {
      const file = shorten(values.external.location);
      throw tensorError(name, `has its values in the file ${file}; open the model with openOnnxWeights`);
    }
    tensors.push([name, yield* readPlan(plan, values)]);
  }
  // fromEntries defines own properties: a tensor named __proto__ is only a tensor.
  return Object.fromEntries(tensors);
}

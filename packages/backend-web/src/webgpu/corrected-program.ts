import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import type { DataType } from '@tensorflow/tfjs-core';

/** tfjs's transpose of more than two axes. */
const TRANSPOSE = 'transpose_';

/** The statement that does it. */
const MOVE = /setOutputAtIndex\(flatIndex, (A\[.*?\])\);/s;

/**
 * A program of tfjs-backend-webgpu 4.22.0 without its defect: its transpose does not compile where integers lie in memory, as int32, bool or
 * what was cast from them (symptom: the output keeps what was in its memory). Can go when the conformance cases of min and logicalAnd pass
 * without it.
 */
export function correctedProgram(program: WebGPUProgram, dtype: DataType): WebGPUProgram {
  if (!program.shaderKey.startsWith(TRANSPOSE)) return program;
  const original = program.getUserCode.bind(program);
  const [set, type] = dtype === 'float32' ? ['setOutputAtIndex', 'f32'] : ['setOutputAtIndexI32', 'i32'];
  return Object.assign(program, {
    getUserCode: () => original().replace(MOVE, `${set}(flatIndex, ${type}($1));`),
  });
}

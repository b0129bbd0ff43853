import { type WebGPUProgram, webgpu_util } from '@tensorflow/tfjs-backend-webgpu';

/** Invocations of a workgroup. */
const WORKGROUP: [number, number, number] = [64, 1, 1];

/** What a {@link flatProgram} is made of. */
interface FlatProgramOptions {
  readonly outputShape: readonly number[];
  /** Names of its inputs, which are arrays in the code. */
  readonly inputs: readonly string[];
  /** Numbers that come with each call, as members of a WGSL struct: `rate : f32, size : vec2<i32>`. */
  readonly uniforms?: string;
  /** WGSL statements for one `index` of the output that end in `setOutputAtIndex(index, value);`. */
  readonly code: string;
}

/**
 * A program for tfjs's WebGPU backend that computes its output index by index.
 *
 * @param name one for each code: compiled programs are kept under it
 */
export function flatProgram(name: string, { outputShape, inputs, uniforms, code }: FlatProgramOptions): WebGPUProgram {
  const shape = [...outputShape];
  const dispatchLayout = webgpu_util.flatDispatchLayout(shape);
  return {
    shaderKey: name,
    outputShape: shape,
    variableNames: [...inputs],
    ...(uniforms !== undefined && { uniforms }),
    workgroupSize: WORKGROUP,
    // The backend tells the size, so that invocations beyond it do nothing.
    size: true,
    dispatchLayout,
    dispatch: webgpu_util.computeDispatch(dispatchLayout, shape, WORKGROUP, [1, 1, 1]),
    getUserCode: () => `fn main(index : i32) { if (index < uniforms.size) { ${code} } }`,
  };
}

export { encodeModel, OPSET_VERSION } from './encode-model.ts';
export type { CompiledGraph, GraphRunner, RunnerTensor } from './graph-runner.ts';
export type { KernelPlan, KernelRule } from './kernel-rule.ts';
export { kernelTable } from './kernels/kernel-table.ts';
export { LazyBackend, type LazyBackendOptions, type LazyStatistics } from './lazy-backend.ts';
export type { DeviceDType } from './lazy-value.ts';
export type { AttributeValue, ElementType, GraphNode, GraphValue, Initializer, OnnxGraph } from './onnx-graph.ts';
export { probeBlockSize } from './probe-block-size.ts';
export { type RegisteredBackend, registerOnnxBackend } from './register-onnx-backend.ts';

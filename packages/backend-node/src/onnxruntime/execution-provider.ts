/** What ONNX Runtime computes on, as onnxruntime-node names it. */
export const EXECUTION_PROVIDERS = ['cpu', 'webgpu', 'cuda', 'coreml', 'dml'] as const;

/** Name of an execution provider. */
export type ExecutionProvider = (typeof EXECUTION_PROVIDERS)[number];

/** Where onnxruntime-node has the provider, and what it needs to work there. */
export const PROVIDER_NEEDS: Readonly<Record<Exclude<ExecutionProvider, 'cpu'>, { where: string; needs: string }>> = {
  webgpu: {
    where: 'Linux x64, macOS and Windows',
    needs: 'a GPU with a driver for Vulkan (Linux), Metal (macOS) or Direct3D 12 (Windows)',
  },
  cuda: {
    where: 'Linux x64',
    needs:
      'an NVIDIA GPU, CUDA 12, cuDNN 9, and the libraries that the install script of onnxruntime-node fetches (`npm rebuild onnxruntime-node`)',
  },
  coreml: { where: 'macOS', needs: 'macOS 12 or later' },
  dml: { where: 'Windows', needs: 'a GPU with a driver for Direct3D 12' },
};

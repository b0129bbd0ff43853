import { UnsupportedError } from '@cv/tensor/errors';

/** A GPU device with what is known of its adapter. */
export interface Gpu {
  readonly device: GPUDevice;
  readonly info: GPUAdapterInfo | undefined;
}

/** Limits that a convolutional network reaches; an adapter gives less by default than it has. */
const LIMITS = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const;

function refused(why: string, cause?: unknown): UnsupportedError {
  return new UnsupportedError(`device 'webgpu': ${why}; 'wasm' runs everywhere`, {}, { cause });
}

/**
 * A GPU device with all that its adapter has.
 *
 * @throws UnsupportedError without WebGPU, without an adapter, or when the adapter gives no device
 */
export async function requestGpu(): Promise<Gpu> {
  // The DOM's types promise it; older browsers, and pages that are not served securely, have none.
  const gpu = navigator.gpu as GPU | undefined;
  if (gpu === undefined) {
    throw refused(
      globalThis.isSecureContext
        ? 'this browser has no WebGPU'
        : 'WebGPU needs a page from https:// or localhost, which this one is not',
    );
  }
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) throw refused('this machine has no GPU that the browser lets pages use');
  const features: GPUFeatureName[] = ['timestamp-query'];
  try {
    const device = await adapter.requestDevice({
      requiredFeatures: features.filter((feature) => adapter.features.has(feature)),
      requiredLimits: Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]])),
    });
    return { device, info: adapter.info };
  } catch (cause) {
    throw refused(`the GPU could not be opened (${cause instanceof Error ? cause.message : String(cause)})`, cause);
  }
}

/** Whether the "GPU" is a program on the CPU, which `wasm` outruns. */
export function isSoftwareGpu(info: GPUAdapterInfo | undefined): boolean {
  if (info === undefined) return false;
  return (
    info.isFallbackAdapter || /swiftshader|llvmpipe|software|warp/i.test(`${info.architecture} ${info.description}`)
  );
}

import { createDevice } from '@cv/tensor';
import { ensureRegistered } from '@cv/tensor/backend';
import { UnsupportedError } from '@cv/tensor/errors';
import type { DeviceProvider } from './device-provider.ts';

function refused(why: string): UnsupportedError {
  return new UnsupportedError(`device 'webgl': ${why}; 'wasm' runs everywhere`);
}

/** Name of the GPU, or of the program that plays one; empty where the browser keeps it secret. */
function rendererName(): string {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) throw refused('this browser, or machine, has no WebGL 2');
  if (gl.getExtension('EXT_color_buffer_float') === null) {
    throw refused('this GPU does not draw into float32 textures, without which numbers are too coarse');
  }
  const name = gl.getParameter(gl.RENDERER) as string | null;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const unmasked = info === null ? name : (gl.getParameter(info.UNMASKED_RENDERER_WEBGL) as string | null);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return unmasked ?? name ?? '';
}

/** Whether the GPU of this name is a program on the CPU. */
function isSoftwareRenderer(name: string): boolean {
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(name);
}

/** tfjs's WebGL kernels. */
export const webgl: DeviceProvider = {
  async open() {
    const renderer = rendererName();
    const { version_webgl: version } = await import('@tensorflow/tfjs-backend-webgl');
    ensureRegistered('webgl');
    const software = isSoftwareRenderer(renderer) ? ' (software)' : '';
    return createDevice({
      name: 'webgl',
      backendName: 'webgl',
      description: `tfjs webgl ${version}, ${renderer || 'unnamed GPU'}${software}`,
    });
  },
};

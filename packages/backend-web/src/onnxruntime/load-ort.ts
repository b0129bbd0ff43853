import { UnsupportedError } from '@cv/tensor/errors';

/** The module `onnxruntime-web/wasm`. */
export type Ort = typeof import('#ort')['ort'];

let loaded: { readonly threads: number; readonly ort: Promise<Ort> } | undefined;

async function load(threads: number): Promise<Ort> {
  const { ort } = await import('#ort');
  ort.env.wasm.numThreads = threads;
  // What the runtime would print reaches the program as an exception. Whoever has set another level keeps it.
  if (ort.env.logLevel === 'warning') ort.env.logLevel = 'fatal';
  return ort;
}

/**
 * Imports onnxruntime-web.
 *
 * @throws UnsupportedError when it is loaded with another number of threads: a page (or worker) loads it once
 */
export async function loadOrt(threads: number): Promise<Ort> {
  loaded ??= { threads, ort: load(threads) };
  if (loaded.threads !== threads) {
    throw new UnsupportedError(
      `device 'wasm': ONNX Runtime runs with ${loaded.threads} threads in this page already; reload the page, or open the device with { worker: true }, for ${threads}`,
      { threads, loaded: loaded.threads },
    );
  }
  return await loaded.ort;
}

import * as ort from 'onnxruntime-web/wasm';

// What `#ort` is: built into one file beside those that it names here, so that every bundler and a plain server find them.

ort.env.wasm.wasmPaths = {
  mjs: new URL('./ort-wasm-simd-threaded.mjs', import.meta.url),
  wasm: new URL('./ort-wasm-simd-threaded.wasm', import.meta.url),
};

export { ort };

/**
 * Who may import whom: the arrows of the design, by folder under `packages/`. Arrows add up: what a target may import, the
 * package may import too. Apps may import everything; nothing imports an app, and only apps import a backend.
 */
export const ARROWS: Readonly<Record<string, readonly string[]>> = {
  image: [],
  metrics: [],
  classical: ['image'],
  data: ['classical'],
  tensor: ['image'],
  layers: ['tensor'],
  zoo: ['layers', 'data'],
  transfer: ['zoo', 'data', 'metrics'],
  onnx: ['tensor'],
  'backend-node': ['onnx'],
  'backend-web': ['onnx'],
};

/** Arrows to single entry points of a package, with the reason. */
export const ENTRY_ARROWS: Readonly<Record<string, readonly { readonly entry: string; readonly why: string }[]>> = {
  data: [
    { entry: '@cv/tensor/errors', why: 'the error classes, which load no tfjs' },
    { entry: '@cv/tensor/rng', why: 'seeded random numbers, which load no tfjs' },
  ],
};

/** Arrows that only tests follow, with the reason. */
export const TEST_ARROWS: Readonly<Record<string, readonly { readonly target: string; readonly why: string }[]>> = {
  'backend-web': [
    { target: 'zoo', why: 'models load their weights through the cache of downloads' },
    { target: 'classical', why: 'pictures that are read here and resized are those of Node' },
    { target: 'data', why: 'a training gives the same losses as in Node' },
    { target: 'transfer', why: 'a training gives the same losses as in Node' },
  ],
};

/** Development dependencies that the build takes into the package, with the reason. */
export const BUNDLED: Readonly<Record<string, readonly { readonly name: string; readonly why: string }[]>> = {
  'backend-web': [{ name: 'onnxruntime-web', why: 'its files must lie beside the code that names them' }],
};

/** They install and bundle without a byte of anything else. */
export const WITHOUT_DEPENDENCIES: readonly string[] = ['image', 'metrics'];

/** What a single entry of them needs, if it is used. */
export const OPTIONAL_PEERS: Readonly<Record<string, readonly string[]>> = {
  metrics: ['vega', 'vega-lite'], // `@cv/metrics/plot`
};

/** Others reach tfjs through `tensor`. */
export const MAY_IMPORT_TFJS: readonly string[] = ['tensor', 'onnx', 'backend-node', 'backend-web'];

/** Modules of Node; the other packages run wherever JavaScript runs. */
export const MAY_IMPORT_NODE: readonly string[] = ['backend-node'];

/** Only apps import them; tests may, as devDependencies. */
export const BACKENDS: readonly string[] = ['backend-node', 'backend-web'];

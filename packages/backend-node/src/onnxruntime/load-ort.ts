/** The module `onnxruntime-node`. */
export type Ort = typeof import('onnxruntime-node');

/** Imports onnxruntime-node. */
export async function loadOrt(): Promise<Ort> {
  const ort = await import('onnxruntime-node');
  // What the runtime would print reaches the program as an exception. Whoever has set another level keeps it.
  if (ort.env.logLevel === 'warning') ort.env.logLevel = 'fatal';
  return ort;
}

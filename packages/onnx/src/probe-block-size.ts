import { encodeModel } from './encode-model.ts';
import { GraphBuilder, NCHWC } from './graph-builder.ts';
import type { GraphRunner } from './graph-runner.ts';
import { takeValues } from './take-values.ts';

/** Block sizes that ONNX Runtime uses: AVX-512, then AVX2. */
const SIZES = [16, 8];
const HEIGHT = 4;
const WIDTH = 5;

/** A convolution of 2 B channels, once as the standard has it and once on blocks of B channels; in this order. */
function probe(block: number): { model: Uint8Array; outputs: string[] } {
  const graph = new GraphBuilder();
  const channels = 2 * block;
  const shape = [1, channels, HEIGHT, WIDTH];
  const x = graph.input('x', 'float32', shape);
  const filter = graph.input('filter', 'float32', [channels, channels, 3, 3]);
  const window = { kernel_shape: [3, 3], pads: [1, 1, 1, 1], strides: [1, 1], dilations: [1, 1], group: 1 };
  const split = graph.emit('Reshape', [filter, graph.ints([2, block, 2, block, 3, 3])]);
  const moved = graph.emit('Transpose', [split], { perm: [0, 2, 4, 5, 3, 1] });
  const inBlocks = graph.emit('Reshape', [moved, graph.ints([channels, channels, 3, 3])]);
  const y = graph.emit('Conv', [graph.emit('ReorderInput', [x], {}, NCHWC), inBlocks], window, NCHWC);
  const blocked = graph.emit('ReorderOutput', [y], { channels }, NCHWC);
  const outputs = [graph.emit('Conv', [x, filter], window), blocked];
  for (const name of outputs) graph.output(name, 'float32', shape);
  return { model: encodeModel(graph.build()), outputs };
}

/** Small whole numbers, whose sums of products are exact in any order. */
function numbers(count: number, step: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => ((i * step + ((i * i) % 13)) % 9) - 4);
}

async function works(runner: GraphRunner, block: number): Promise<boolean> {
  const channels = 2 * block;
  const shape = [1, channels, HEIGHT, WIDTH];
  const { model, outputs } = probe(block);
  const graph = await runner.compile(model);
  const feeds = {
    x: runner.tensor('float32', numbers(channels * HEIGHT * WIDTH, 5), shape),
    filter: runner.tensor('float32', numbers(channels * channels * 9, 7), [channels, channels, 3, 3]),
  };
  try {
    const results = await graph.run(feeds, outputs);
    const [plain, blocked] = await Promise.all(outputs.map((name) => takeValues(results[name]!)));
    return plain!.every((value, i) => value === blocked![i]);
  } finally {
    for (const tensor of Object.values(feeds)) tensor.release?.();
    await graph.release();
  }
}

/**
 * Finds out whether the runtime has ONNX Runtime's operators on blocks of channels and with which block size, by running a tiny
 * convolution both ways. They are internal to ONNX Runtime, so nothing is taken for granted.
 *
 * @returns 16 or 8; 0 where they are missing or give other results
 * @example
 * const { backend } = registerOnnxBackend('onnx', { runner, blockSize: await probeBlockSize(runner) });
 */
export async function probeBlockSize(runner: GraphRunner): Promise<number> {
  for (const block of SIZES) {
    try {
      if (await works(runner, block)) return block;
    } catch {
      // Refused by the runtime: not available in this size.
    }
  }
  return 0;
}

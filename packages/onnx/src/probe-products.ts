import { UnsupportedError } from '@cv/tensor/errors';
import { encodeModel } from './encode-model.ts';
import { GraphBuilder, type ProductPrecision } from './graph-builder.ts';
import type { GraphRunner } from './graph-runner.ts';
import { takeValues } from './take-values.ts';

const FILTERS = 4;
const CHANNELS = 3;
const SIZE = 3;
const TERMS = CHANNELS * SIZE * SIZE;
const SHAPES = {
  image: [1, CHANNELS, SIZE, SIZE],
  filters: [FILTERS, CHANNELS, SIZE, SIZE],
  row: [1, TERMS],
  columns: [TERMS, FILTERS],
} as const;

/** The same sums of products twice: as a convolution whose window covers the image, and as a matrix product. */
function model(precision: ProductPrecision): { bytes: Uint8Array; outputs: string[] } {
  const graph = new GraphBuilder(precision);
  for (const [name, shape] of Object.entries(SHAPES)) graph.input(name, 'float32', shape);
  const window = { kernel_shape: [SIZE, SIZE], pads: [0, 0, 0, 0], strides: [1, 1], dilations: [1, 1], group: 1 };
  const outputs = [
    graph.emit('Relu', [graph.emitProduct('Conv', ['image', 'filters'], window)]),
    graph.emit('Relu', [graph.emitProduct('MatMul', ['row', 'columns'])]),
  ];
  graph.output(outputs[0]!, 'float32', [1, FILTERS, 1, 1]);
  graph.output(outputs[1]!, 'float32', [1, FILTERS]);
  return { bytes: encodeModel(graph.build()), outputs };
}

/** Whole numbers from -4 to 4: their products and sums are exact in every precision. */
function numbers(count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => ((i * 5 + ((i * i) % 13)) % 9) - 4);
}

/**
 * Runs a tiny graph, a convolution and a matrix product of weights that are inputs, and checks the numbers.
 *
 * @param precision of the factors
 * @throws what the runner throws where the runtime refuses the graph; UnsupportedError where it computes something else
 * @example
 * await probeProducts(runner, 'float16'); // no exception: the runtime multiplies in half precision
 */
export async function probeProducts(runner: GraphRunner, precision: ProductPrecision = 'float32'): Promise<void> {
  const { bytes, outputs } = model(precision);
  const [row, filters] = [numbers(TERMS), numbers(FILTERS * TERMS)];
  const columns = filters.map((_, i) => filters[(i % FILTERS) * TERMS + Math.floor(i / FILTERS)]!);
  const data = { image: row, filters, row, columns };
  const feeds = Object.entries(data).map(
    ([name, values]) => [name, runner.tensor('float32', values, SHAPES[name as keyof typeof SHAPES])] as const,
  );
  const expected = Array.from({ length: FILTERS }, (_, filter) =>
    Math.max(
      0,
      row.reduce((sum, value, i) => sum + value * filters[filter * TERMS + i]!, 0),
    ),
  );
  const graph = await runner.compile(bytes);
  try {
    const results = await graph.run(Object.fromEntries(feeds), outputs);
    for (const name of outputs) {
      const values = await takeValues(results[name]!);
      if (values.length !== FILTERS || expected.some((value, i) => value !== values[i])) {
        throw new UnsupportedError(`${runner.name}: computes [${values.join()}] where [${expected.join()}] is right`, {
          expected,
        });
      }
    }
  } finally {
    for (const [, tensor] of feeds) tensor.release?.();
    await graph.release();
  }
}

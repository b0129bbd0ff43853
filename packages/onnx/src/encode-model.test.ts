import * as ort from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { encodeModel } from './encode-model.ts';
import { GraphBuilder, MICROSOFT } from './graph-builder.ts';

describe('encodeModel', () => {
  it('writes a model that the runtime reads back: symbolic sizes, constants, attributes of every kind, two domains', async () => {
    const graph = new GraphBuilder();
    const x = graph.input('x', 'float32', ['N', 2]);
    const doubled = graph.emit(
      'FusedMatMul',
      [x, graph.floats([1, 2, 3, 4], [2, 2])],
      { transB: 1, alpha: { float: 2 } },
      MICROSOFT,
    );
    const padded = graph.emit('Pad', [doubled, graph.ints([0, 1, 0, 0]), graph.scalar(-1)], { mode: 'constant' });
    const y = graph.emit('Transpose', [padded], { perm: [1, 0] });
    graph.output(y, 'float32', [3, 'N']);
    const model = encodeModel(graph.build(), { metadata: { author: 'nobody' } });
    const session = await ort.InferenceSession.create(model);
    expect(session.inputMetadata[0]).toMatchObject({ name: 'x', type: 'float32', shape: ['N', 2] });
    const feeds = { x: new ort.Tensor('float32', Float32Array.of(1, 0, 0, 1, 1, 1), [3, 2]) };
    const result = (await session.run(feeds))[y]!;
    expect(result.dims).toEqual([3, 3]);
    expect([...(result.data as Float32Array)]).toEqual([-1, -1, -1, 2, 4, 6, 6, 8, 14]);
    expect(Buffer.from(model).includes('author')).toBe(true);
  });

  it('shares equal constants and keeps 0 and -0 apart', () => {
    const graph = new GraphBuilder();
    expect(graph.scalar(1)).toBe(graph.scalar(1));
    expect(graph.scalar(1)).not.toBe(graph.scalar(1, 'int32'));
    expect(graph.scalar(0)).not.toBe(graph.scalar(-0));
    expect(graph.ints([1])).not.toBe(graph.int(1));
  });
});

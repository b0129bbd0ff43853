import { describe, expect, it } from 'vitest';
import { describeGraph } from './describe-graph.ts';
import { GraphBuilder, NCHWC } from './graph-builder.ts';

describe('describeGraph', () => {
  it('counts operators, moves of data and constants', () => {
    const g = new GraphBuilder();
    const x = g.input('x', 'float32', ['N', 4, 4, 3]);
    const w = g.input('w', 'float32', [3, 3, 3, 8]);
    const flat = g.emit('Reshape', [w, g.ints([9, 24])]);
    const filter = g.emit('Transpose', [g.emit('Transpose', [flat], { perm: [1, 0] })], { perm: [1, 0] });
    const y = g.emit('Conv', [g.emit('Transpose', [x], { perm: [0, 3, 1, 2] }), filter]);
    const blocked = g.emit('ReorderInput', [y], {}, NCHWC);
    const out = g.emit('Reshape', [g.emit('ReorderOutput', [blocked], {}, NCHWC), g.ints([-1])]);
    g.output(g.emit('Transpose', [out], { perm: [0] }), 'float32', ['N']);
    expect(describeGraph(g.build())).toEqual({
      nodes: 9,
      operators: {
        Transpose: 4,
        Reshape: 2,
        Conv: 1,
        'com.microsoft.nchwc:ReorderInput': 1,
        'com.microsoft.nchwc:ReorderOutput': 1,
      },
      inputTransposes: 3,
      activationTransposes: 1,
      reorders: 2,
      initializers: 2,
      initializerBytes: 24,
    });
  });
});

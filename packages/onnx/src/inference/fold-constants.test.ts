import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../graph-builder.ts';
import type { OnnxGraph } from '../onnx-graph.ts';
import { foldConstants } from './fold-constants.ts';

const floats = (graph: OnnxGraph, name: string): number[] => {
  const { bytes } = graph.initializers.find((constant) => constant.name === name)!;
  return [...new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)];
};
const names = (graph: OnnxGraph): string[] => graph.initializers.map(({ name }) => name);

function withWeight(): { g: GraphBuilder; x: string; w: string } {
  const g = new GraphBuilder();
  const x = g.input('x', 'float32', [2, 2]);
  return { g, x, w: g.initializer('float32', [2, 3], Float32Array.of(1, 2, 3, 4, 5, 6), 'fc.weight') };
}

describe('foldConstants', () => {
  it('turns a weight over and lets it keep its name', () => {
    const { g, x, w } = withWeight();
    const turned = g.emit('Transpose', [g.emit('Reshape', [w, g.ints([3, 2])])], { perm: [1, 0] });
    g.output(g.emit('MatMul', [x, turned]), 'float32', [2, 3]);
    const folded = foldConstants(g.build());
    expect(folded.nodes.map(({ op, inputs }) => [op, ...inputs])).toEqual([['MatMul', 'x', 'fc.weight']]);
    expect(folded.initializers).toMatchObject([{ name: 'fc.weight', type: 'float32', shape: [2, 3] }]);
    expect(floats(folded, 'fc.weight')).toEqual([1, 3, 5, 2, 4, 6]);
  });

  it('gives another name to the second form of a weight that is used in two', () => {
    const { g, x, w } = withWeight();
    const turned = g.emit('Transpose', [w], { perm: [1, 0] });
    g.output(g.emit('MatMul', [g.emit('MatMul', [x, w]), turned]), 'float32', [2, 2]);
    const folded = foldConstants(g.build());
    expect(names(folded)).toEqual(['fc.weight', turned]);
    expect(floats(folded, 'fc.weight')).toEqual([1, 2, 3, 4, 5, 6]);
    expect(floats(folded, turned)).toEqual([1, 4, 2, 5, 3, 6]);
  });

  it('spells out what one number is repeated to, unless that is large', () => {
    const g = new GraphBuilder();
    const x = g.input('x', 'float32', [4]);
    const ones = g.emit('Expand', [g.scalar(1), g.ints([4])]);
    const many = g.emit('Expand', [g.scalar(2), g.ints([100_000])]);
    g.output(g.emit('Concat', [g.emit('Add', [x, ones]), many], { axis: 0 }), 'float32', [100_004]);
    const folded = foldConstants(g.build());
    expect(folded.nodes.map(({ op }) => op)).toEqual(['Expand', 'Add', 'Concat']);
    const [add] = folded.nodes.filter(({ op }) => op === 'Add');
    expect(floats(folded, add!.inputs[1]!)).toEqual([1, 1, 1, 1]);
  });

  it('leaves what is computed, and what is an output, to the runtime', () => {
    const { g, x, w } = withWeight();
    g.output(g.emit('Transpose', [x], { perm: [1, 0] }), 'float32', [2, 2]);
    g.output(g.emit('Transpose', [w], { perm: [1, 0] }), 'float32', [3, 2]);
    expect(foldConstants(g.build()).nodes).toHaveLength(2);
  });

  it('drops constants that nothing reads any more', () => {
    const { g, x } = withWeight();
    g.output(g.emit('Relu', [x]), 'float32', [2, 2]);
    expect(names(foldConstants(g.build()))).toEqual([]);
  });
});

import type { Lowering } from '../../lowering.ts';

/** Gelu became an operator in this version. */
const GELU_SINCE = 20;

/** GELU, exact or by tanh, spelt out for operator sets that lack it: in the form that ONNX Runtime recognises and fuses. */
export function emitGelu({ graph, opset }: Lowering, x: string, approximate: string): string {
  if (opset >= GELU_SINCE) return graph.emit('Gelu', [x], { approximate });
  const times = (name: string, factor: number): string => graph.emit('Mul', [name, graph.scalar(factor)]);
  if (approximate === 'none') {
    const erf = graph.emit('Erf', [graph.emit('Div', [x, graph.scalar(Math.SQRT2)])]);
    return times(graph.emit('Mul', [x, graph.emit('Add', [erf, graph.scalar(1)])]), 0.5);
  }
  const cube = graph.emit('Mul', [graph.emit('Mul', [x, x]), x]);
  const inner = times(graph.emit('Add', [x, times(cube, 0.044715)]), Math.sqrt(2 / Math.PI));
  const curve = graph.emit('Add', [graph.emit('Tanh', [inner]), graph.scalar(1)]);
  return graph.emit('Mul', [times(x, 0.5), curve]);
}

import { ShapeError } from '../errors.ts';
import { sameShape } from '../shape/same-shape.ts';
import { shapeText } from '../shape/shape-text.ts';
import type { Tensor } from '../tensor.ts';
import { checkTensor, FLOAT } from '../tfjs/check.ts';

/** Checks that the state of an optimiser fits its parameter. */
export function checkUpdate(op: string, parameter: Tensor, state: Readonly<Record<string, Tensor>>): void {
  checkTensor(op, 'parameter', parameter, FLOAT);
  for (const name of Object.keys(state)) {
    const x = state[name]!;
    checkTensor(op, name, x, FLOAT);
    if (!sameShape(x.shape, parameter.shape)) {
      throw new ShapeError(
        `${op}: ${name} is ${shapeText(x.shape)}, expected the parameter's ${shapeText(parameter.shape)}`,
        {
          op,
          name,
          expected: parameter.shape,
          received: x.shape,
        },
      );
    }
  }
}

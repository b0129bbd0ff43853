import {
  abs,
  add,
  cast,
  equal,
  max,
  mean,
  scalar,
  scope,
  sqrt,
  square,
  stack,
  sub,
  sum,
  type Tensor,
} from '@cv/tensor';

/**
 * A layer in six numbers, computed on the device: norms of weights and their gradients, mean and standard deviation of the output, norm of its gradient, and
 * how many of its channels are 0 throughout.
 * @returns `[6]`
 */
export function layerMeasures(
  output: { readonly value: Tensor; readonly gradient: Tensor },
  weights: { readonly values: readonly Tensor[]; readonly gradients: readonly Tensor[] },
): Tensor {
  return scope(() => {
    const average = mean(output.value);
    const std = sqrt(mean(square(sub(output.value, average))));
    const places = output.value.shape.slice(0, -1).map((_, axis) => axis);
    const strongest = places.length === 0 ? abs(output.value) : max(abs(output.value), { axis: places });
    const dead = sum(cast(equal(strongest, scalar(0)), 'float32'));
    return stack([norm(weights.values), norm(weights.gradients), average, std, norm([output.gradient]), dead]);
  });
}

/** Square root of the sum of all squares; 0 of nothing. */
export function norm(tensors: readonly Tensor[]): Tensor {
  return scope(() => sqrt(tensors.map((each) => sum(square(each))).reduce(add, scalar(0))));
}

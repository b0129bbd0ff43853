import { matmul, scope, type Tensor } from '@cv/tensor';

/** A chain of matrix products: records at once, runs for some hundred milliseconds. */
export function longChain(x: Tensor, products = 400): Tensor {
  return scope(() => {
    let value = x;
    for (let i = 0; i < products; i++) value = matmul(value, x);
    return value;
  });
}

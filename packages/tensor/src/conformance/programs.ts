import * as cv from '../index.ts';

type Inputs = Readonly<Record<string, cv.Tensor>>;

/** conv - batch norm - relu - max pool - mean - linear - cross-entropy. */
function cnn({ x, labels, filter, scale, offset, weight, bias }: Inputs): cv.Tensor {
  const convolved = cv.conv2d(x!, filter!, { padding: 1 });
  const active = cv.relu(cv.batchNormTrain(convolved, { scale: scale!, offset: offset! }).y);
  const features = cv.mean(cv.maxPool2d(active, { kernelSize: 2 }), { axis: [1, 2] });
  return cv.softmaxCrossEntropy(cv.add(cv.matmul(features, weight!), bias!), labels!);
}

/** Layer norm, two-headed attention and a GELU MLP, both with residuals. */
function transformer({ x, scale, offset, qkv, out, up, down }: Inputs): cv.Tensor {
  const [batch, length, width] = x!.shape as [number, number, number];
  const norm = (t: cv.Tensor): cv.Tensor => cv.layerNorm(t, { scale: scale!, offset: offset! });
  const project = (t: cv.Tensor, weight: cv.Tensor): cv.Tensor => {
    const flat = cv.matmul(cv.reshape(t, [batch * length, width]), weight);
    return cv.reshape(flat, [batch, length, weight.shape[1]!]);
  };
  const heads = cv.transpose(cv.reshape(project(norm(x!), qkv!), [batch, length, 3, 2, width / 2]), {
    perm: [2, 0, 3, 1, 4],
  });
  const [query, key, value] = cv.split(heads, { parts: 3, axis: 0 }).map((t) => cv.squeeze(t, { axis: 0 }));
  const attended = cv.scaledDotProductAttention({ query: query!, key: key!, value: value! });
  const merged = cv.reshape(cv.transpose(attended, { perm: [0, 2, 1, 3] }), [batch, length, width]);
  const middle = cv.add(x!, project(merged, out!));
  const hidden = cv.gelu(cv.matmul(cv.reshape(norm(middle), [batch * length, width]), up!));
  return cv.add(middle, cv.reshape(cv.matmul(hidden, down!), [batch, length, width]));
}

/** The composite programs of the cases, by name; their twins in PyTorch are in fixtures/ops/generate.py. */
export const programs: Readonly<Record<string, (inputs: Inputs) => cv.Tensor>> = { cnn, transformer };

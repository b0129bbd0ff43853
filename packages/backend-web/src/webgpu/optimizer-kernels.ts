import type { CvAdamWAttrs, CvSgdAttrs } from '@cv/tensor/kernels';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { flatProgram } from './flat-program.ts';

type Inputs<Name extends string> = Readonly<Record<Name, TensorInfo>>;

/** A program's inputs by the names in its code. */
type Arrays = Readonly<Record<string, TensorInfo>>;

interface Update {
  readonly backend: WebGPUBackend;
  readonly name: string;
  readonly arrays: Arrays;
  /** float32 numbers by the names in its code. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly code: string;
}

function update(like: TensorInfo, { backend, name, arrays, numbers, code }: Update): TensorInfo {
  const uniforms = Object.keys(numbers).map((key) => `${key} : f32`);
  const program = flatProgram(name, {
    outputShape: like.shape,
    inputs: Object.keys(arrays),
    ...(uniforms.length > 0 && { uniforms: uniforms.join(', ') }),
    code,
  });
  const values = Object.values(numbers).map((value) => ({ type: 'float32', data: [value] }));
  return backend.runWebGPUProgram(program, Object.values(arrays), 'float32', values);
}

/** `CvAdamW` in three programs, where the composed kernel takes about fifteen: torch.optim.AdamW. */
export function adamW(
  { parameter, gradient, m, v, schedule }: Inputs<'parameter' | 'gradient' | 'm' | 'v' | 'schedule'>,
  { beta1, beta2, epsilon, weightDecay }: CvAdamWAttrs,
  backend: WebGPUBackend,
): TensorInfo[] {
  const newM = update(m, {
    backend,
    name: 'cvAdamWFirstMoment',
    arrays: { M: m, G: gradient },
    numbers: { share: 1 - beta1 },
    code: 'setOutputAtIndex(index, M[index] + (G[index] - M[index]) * uniforms.share);',
  });
  const newV = update(v, {
    backend,
    name: 'cvAdamWSecondMoment',
    arrays: { V: v, G: gradient },
    numbers: { beta2, share: 1 - beta2 },
    code: 'setOutputAtIndex(index, V[index] * uniforms.beta2 + G[index] * G[index] * uniforms.share);',
  });
  const next = update(parameter, {
    backend,
    name: 'cvAdamWParameter',
    arrays: { P: parameter, M: newM, V: newV, S: schedule },
    numbers: { epsilon, weightDecay },
    code: `
      let deviation = sqrt(V[index]) / sqrt(S[2]) + uniforms.epsilon;
      let decayed = P[index] * (1.0 - S[0] * uniforms.weightDecay);
      setOutputAtIndex(index, decayed - M[index] * (S[0] / S[1]) / deviation);`,
  });
  return [next, newM, newV];
}

/** `CvSgd` in two programs: torch.optim.SGD. */
export function sgd(
  { parameter, gradient, velocity, schedule }: Inputs<'parameter' | 'gradient' | 'velocity' | 'schedule'>,
  { momentum, weightDecay, nesterov }: CvSgdAttrs,
  backend: WebGPUBackend,
): TensorInfo[] {
  const newVelocity = update(velocity, {
    backend,
    name: 'cvSgdVelocity',
    arrays: { P: parameter, G: gradient, V: velocity },
    numbers: { momentum, weightDecay },
    code: 'setOutputAtIndex(index, V[index] * uniforms.momentum + G[index] + P[index] * uniforms.weightDecay);',
  });
  const next = update(parameter, {
    backend,
    name: 'cvSgdParameter',
    arrays: { P: parameter, G: gradient, V: newVelocity, S: schedule },
    numbers: { momentum, weightDecay, nesterov: nesterov ? 1 : 0 },
    code: `
      let ahead = G[index] + P[index] * uniforms.weightDecay + V[index] * uniforms.momentum;
      let direction = select(V[index], ahead, uniforms.nesterov > 0.0);
      setOutputAtIndex(index, P[index] - direction * S[0]);`,
  });
  return [next, newVelocity];
}

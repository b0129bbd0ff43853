import type { Module } from '@cv/layers';
import { clone, dispose, keep, read, scope, type Tensor } from '@cv/tensor';

/** A tensor as plain data. */
export interface Captured {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/**
 * Runs a model once and keeps what its modules gave, by name. The seam for `capture` of `@cv/layers`.
 * @param x borrowed
 */
export async function capture(
  model: Module,
  x: Tensor,
  { names }: { readonly names?: readonly string[] } = {},
): Promise<{ output: Captured; activations: Readonly<Record<string, Captured>> }> {
  const nameOf = new Map(model.namedModules().map(([name, module]) => [module, name]));
  const wanted = names && new Set(names);
  const kept: [string, Tensor][] = [];
  const output = scope(() =>
    model.forward(x, {
      training: false,
      capture: (module, value) => {
        const name = nameOf.get(module);
        if (name && (wanted === undefined || wanted.has(name))) kept.push([name, keep(clone(value))]);
      },
    }),
  );
  try {
    const plain = async (value: Tensor): Promise<Captured> => ({
      shape: value.shape,
      data: Float32Array.from(await read(value)),
    });
    const [last, ...rest] = await Promise.all([output, ...kept.map(([, value]) => value)].map(plain));
    return { output: last!, activations: Object.fromEntries(kept.map(([name], i) => [name, rest[i]!])) };
  } finally {
    dispose([output, ...kept.map(([, value]) => value)]);
  }
}

import { clone, type Tensor, withPool } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import { inference } from '../context.ts';
import type { Module } from '../module.ts';
import { callNames } from './call-names.ts';
import { chooseModules } from './choose-modules.ts';
import { type PlainTensor, readPlain } from './plain-tensor.ts';
import type { CaptureOptions } from './record-forward.ts';

/** What {@link captureAttention} gives. */
export interface CapturedAttention<N extends string = string> {
  /** What the model gives. */
  readonly output: PlainTensor;
  /**
   * By the name of the attention module, in the order of the forward pass: `[N, heads, T, T]`, how much each token (third axis) looks at
   * each (last axis, which adds up to 1).
   */
  readonly attentions: Readonly<Record<N, PlainTensor>>;
}

/**
 * Runs a forward pass and reads the attention probabilities of every head: where each token of a transformer looks.
 *
 * They cost nothing where nobody asks: only this pass computes the attention in its steps instead of by the fused kernel.
 * @param model any module tree with a `MultiHeadAttention` or another module that tells `context.attention`.
 * @param x what the model takes; borrowed.
 * @param options.names of attention modules as in `namedModules()`, such as `blocks.11.attn`, or a predicate; all when left out.
 * @returns copies, the caller's to change or to hand to a worker.
 * @throws OptionError for a name that no module has, or of a module that is no attention or did not run, and when the model has no
 * attention; whatever the model throws.
 * @source the input of `attn_drop` in timm.layers.Attention with `fused_attn` off; `need_weights`, `average_attn_weights=False` in
 * torch.nn.MultiheadAttention
 * @example
 * ```ts
 * const { attentions } = await captureAttention(vit, images, { names: ['blocks.11.attn'] });
 * attentions['blocks.11.attn'].shape; // [1, 3, 197, 197]
 * ```
 */
export async function captureAttention<N extends string = string>(
  model: Module,
  x: Tensor,
  { names = () => true, context = inference }: Omit<CaptureOptions<N>, 'inputs'> = {},
): Promise<CapturedAttention<N>> {
  return withPool(async (pool) => {
    const chosen = chooseModules(model, names, 'captureAttention');
    const nameOfCall = callNames();
    const found = new Map<string, Tensor>();
    const output = model.forward(x, {
      ...context,
      attention: (module, probabilities) => {
        context.attention?.(module, probabilities);
        const name = chosen.get(module);
        if (name !== undefined) found.set(nameOfCall(name), pool.track(clone(probabilities)));
      },
    });
    pool.track(output);
    requireFound(names, found);
    const [plain, ...entries] = await Promise.all([
      readPlain(output),
      ...[...found].map(async ([name, probabilities]) => [name, await readPlain(probabilities)] as const),
    ]);
    return { output: plain, attentions: Object.fromEntries(entries) as Record<N, PlainTensor> };
  });
}

function requireFound(names: CaptureOptions['names'], found: ReadonlyMap<string, Tensor>): void {
  if (typeof names === 'object') {
    const missing = names.filter((name) => !found.has(name));
    if (missing.length === 0) return;
    const quoted = missing.map((name) => `'${name}'`).join(', ');
    throw new OptionError(
      `captureAttention: ${quoted} told no attention: it is another kind of module, or did not run`,
      {
        names: missing,
      },
    );
  }
  if (found.size > 0) return;
  throw new OptionError(
    'captureAttention: no attention ran that was chosen; vision transformers have some, convolutional nets have none',
  );
}

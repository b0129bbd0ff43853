import { WeightsError } from '@cv/tensor/errors';
import { shorten } from '../files/shorten.ts';
import { TensorReference } from './torch-world.ts';

/** Under which keys checkpoints keep the state dict, the most telling first. */
const WRAPPERS = [
  'state_dict',
  'model_state_dict',
  'model_state',
  'model',
  'net',
  'network',
  'weights',
  'params',
] as const;
const DEEPEST = 4;
/** What `nn.DataParallel` puts before every name. */
const PARALLEL = 'module.';

/**
 * The tensors of a state dict, which may lie in a checkpoint with other things; entries that are no tensors are left out, and so is the
 * prefix `module.` where every name has it.
 * @throws WeightsError when there is none, with the keys that are there.
 */
export function findStateDict(root: unknown): ReadonlyMap<string, TensorReference> {
  let dict = root;
  for (let depth = 0; depth < DEEPEST && dict instanceof Map; depth++) {
    const tensors = tensorsOf(dict);
    if (tensors.size > 0) return withoutPrefix(tensors);
    const held: ReadonlyMap<unknown, unknown> = dict;
    if (held.size === 0) return new Map();
    const wrapper = WRAPPERS.find((key) => held.get(key) instanceof Map);
    if (wrapper === undefined) throw fail(`it holds ${keysText(held)}`);
    dict = held.get(wrapper);
  }
  throw fail(dict instanceof TensorReference ? 'it holds one tensor' : 'it holds something else');
}

function tensorsOf(dict: ReadonlyMap<unknown, unknown>): ReadonlyMap<string, TensorReference> {
  const tensors = new Map<string, TensorReference>();
  for (const [name, value] of dict)
    if (typeof name === 'string' && value instanceof TensorReference) tensors.set(name, value);
  return tensors;
}

function withoutPrefix(tensors: ReadonlyMap<string, TensorReference>): ReadonlyMap<string, TensorReference> {
  if (![...tensors.keys()].every((name) => name.startsWith(PARALLEL))) return tensors;
  return new Map([...tensors].map(([name, tensor]) => [name.slice(PARALLEL.length), tensor]));
}

function keysText(dict: ReadonlyMap<unknown, unknown>): string {
  const keys = [...dict.keys()].slice(0, 8).map((key) => shorten(String(key)));
  return `the keys ${keys.join(', ')}${dict.size > keys.length ? ', ...' : ''}`;
}

function fail(what: string): WeightsError {
  return new WeightsError(`PyTorch file: there is no state dict in the file: ${what}; save model.state_dict()`);
}

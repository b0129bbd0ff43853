import type { StateDict, StateSource } from '@cv/layers';

/** `denselayer1.norm.1.weight`, as DenseNets were saved before PyTorch 0.4 refused dots in names. */
const OLD = /^(.*denselayer\d+\.(?:norm|relu|conv))\.([12]\..*)$/;

/**
 * A state dict under the names of today: torchvision's files of DenseNets have those of 2017, and it renames them as it loads them.
 * @source torchvision.models.densenet, `_load_state_dict`
 */
export function renameOldKeys(dict: StateDict): StateDict {
  return Object.fromEntries(Object.entries(dict).map(([name, tensor]) => [nameOfToday(name), tensor]));
}

/** {@link renameOldKeys} for a file that is read one tensor at a time. */
export function renameOldEntries(source: StateSource): StateSource {
  const old = new Map([...source.entries.keys()].map((name) => [nameOfToday(name), name]));
  return {
    entries: new Map([...source.entries].map(([name, entry]) => [nameOfToday(name), entry])),
    tensor: (name) => source.tensor(old.get(name) ?? name),
  };
}

const nameOfToday = (name: string): string => name.replace(OLD, '$1$2');

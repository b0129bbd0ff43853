import type { StateDict } from '@cv/layers';

/** `denselayer1.norm.1.weight`, as DenseNets were saved before PyTorch 0.4 refused dots in names. */
const OLD = /^(.*denselayer\d+\.(?:norm|relu|conv))\.([12]\..*)$/;

/**
 * A state dict under the names of today: torchvision's files of DenseNets have those of 2017, and it renames them as it loads them.
 * @source torchvision.models.densenet, `_load_state_dict`
 */
export function renameOldKeys(dict: StateDict): StateDict {
  return Object.fromEntries(Object.entries(dict).map(([name, tensor]) => [name.replace(OLD, '$1$2'), tensor]));
}

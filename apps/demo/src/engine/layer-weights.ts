import type { StateDict } from '@cv/layers';
import type { LayerWeights } from '../network/explain-conv.ts';

/** The weights and biases of a state dict by layer: `conv1.weight` and `conv1.bias` are those of `conv1`. */
export function layerWeights(state: StateDict): Map<string, LayerWeights> {
  const layers = new Map<string, LayerWeights>();
  for (const [key, { data }] of Object.entries(state)) {
    if (!key.endsWith('.weight')) continue;
    const layer = key.slice(0, -'.weight'.length);
    const bias = state[`${layer}.bias`];
    layers.set(layer, { weight: plain(data), bias: bias ? plain(bias.data) : null });
  }
  return layers;
}

function plain(data: StateDict[string]['data']): Float32Array {
  return data instanceof Float32Array ? data : Float32Array.from(data as ArrayLike<number>); // weights are floats
}

import type { ModelEntry } from '../model-entry.ts';
import type { ModelId } from '../models.ts';
import { caffeRecipe } from '../preprocessing/recipe.ts';

/** A published file: what it is of, and what of the catalogue's entry does not hold for it. */
export interface KnownFile {
  readonly model: ModelId;
  /** Size of the file. */
  readonly bytes: number;
  readonly own?: Partial<Pick<ModelEntry, 'title' | 'create' | 'macs' | 'inputShape' | 'preprocessing'>>;
}

/** Trained weights that are not part of the package and do not say of which model they are, by the SHA-256 of their safetensors file. */
export const knownFiles: Readonly<Record<string, KnownFile>> = {
  // songhan/SqueezeNet-Deep-Compression, decoded: Caffe's net and pixels, in torchvision's names
  c39a2f7759255583048c7cf68269485697198cd8825ef54c07c16df3810de18c: {
    bytes: 4_998_880,
    model: 'squeezenet1_0',
    own: {
      title: 'SqueezeNet 1.0 (Caffe)',
      create: async (options) => (await import('../squeezenet/squeezenets.ts')).squeezenet1_0Caffe(options),
      macs: 861_339_936,
      inputShape: [227, 227, 3],
      preprocessing: caffeRecipe,
    },
  },
  // mlcommons/tiny, pretrainedResnet.h5
  d18d738a61f4ce992ddd4b088d9741fa0bfd4f046d350d9c10602746b3f57c63: { bytes: 319_008, model: 'resnet8' },
  // onnx/models, mnist-8.onnx
  '6c23a2aba6fefabdb8a2f7f7b40709eee18ab9eee881ce6b97435ce4f59cbf9a': { bytes: 24_672, model: 'mnist8' },
  // akamaster/pytorch_resnet_cifar10
  b530b17ac306c699230ac71e3e4f292a78f872f5ba62fe4a40a3a9a63cc39925: { bytes: 1_092_704, model: 'resnet20' },
  '9bea2d80cae10eae6e1c7504366d9e28b0920dddfeeeeca0fd8b3b63d66b1310': { bytes: 1_879_168, model: 'resnet32' },
  '187f50de705f3e1646fff5ccfa35a62f9ebbe07db531f7b75c824917fde380b2': { bytes: 2_665_680, model: 'resnet44' },
};

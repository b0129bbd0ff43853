export { AlexNet, alexnet } from './alexnet/alexnet.ts';
export { Classifier, type Stage } from './classifier.ts';
export { type ClassifyOptions, classify, type Prediction } from './classify.ts';
export { DenseNet, type DenseNetTable } from './densenet/densenet.ts';
export { densenet121, densenet161, densenet169, densenet201 } from './densenet/densenets.ts';
export { type FoundWeights, findModel, findWeights } from './find-weights.ts';
export { LeNet, type LeNetTable } from './lenet/lenet.ts';
export type { LeNetRow } from './lenet/lenet-rows.ts';
export { lenet5 } from './lenet/lenet5.ts';
export { lenet1, lenet4, lenet5Published } from './lenet/lenets-published.ts';
export { type LoadOptions, load } from './load.ts';
export { type LoadWeightsOptions, loadWeights } from './load-weights.ts';
export { Mlp, mlp } from './mlp/mlp.ts';
export { MobileNetV2, mobilenetV2 } from './mobilenet/mobilenet-v2.ts';
export type { ModelEntry } from './model-entry.ts';
export type { ModelOptions } from './model-options.ts';
export { type ModelId, models } from './models.ts';
export { type PreprocessedImages, preprocess } from './preprocessing/preprocess.ts';
export { cifarRecipe, imagenetRecipe, mnistRecipe, type PreprocessingRecipe } from './preprocessing/recipe.ts';
export { decodePyTorch, isPyTorchFile } from './pytorch/decode-pytorch.ts';
export { CifarResNet } from './resnet/cifar-resnet.ts';
export { resnet20, resnet32, resnet44, resnet56, resnet110 } from './resnet/cifar-resnets.ts';
export { ResNet, type ResNetTable } from './resnet/resnet.ts';
export { type ResNet9, resnet9 } from './resnet/resnet9.ts';
export {
  resnet18,
  resnet34,
  resnet50,
  resnet101,
  resnet152,
  resnext50_32x4d,
  wideResnet50_2,
} from './resnet/resnets.ts';
export { decodeSafetensors, type Safetensors } from './safetensors/decode-safetensors.ts';
export { type EncodeOptions, encodeSafetensors } from './safetensors/encode-safetensors.ts';
export type { FloatDType } from './safetensors/encode-tensor.ts';
export { SqueezeNet, type SqueezeNetTable } from './squeezenet/squeezenet.ts';
export { squeezenet1_0, squeezenet1_1 } from './squeezenet/squeezenets.ts';
export { Vgg, type VggTable } from './vgg/vgg.ts';
export { vgg11, vgg11Bn, vgg13, vgg13Bn, vgg16, vgg16Bn, vgg19, vgg19Bn } from './vgg/vggs.ts';
export { TimmViT } from './vit/timm-vit.ts';
export { TorchvisionViT } from './vit/torchvision-vit.ts';
export { VisionTransformer, type VitOptions } from './vit/vision-transformer.ts';
export type { VitTable } from './vit/vit-table.ts';
export {
  deitTinyPatch16_224,
  vitB16,
  vitB32,
  vitL16,
  vitL32,
  vitSmallPatch16_224,
  vitSmallPatch32_224,
  vitTinyPatch16_224,
} from './vit/vits.ts';
export type { HubFile, WeightsEntry } from './weights-entry.ts';

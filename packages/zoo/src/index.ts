export { AlexNet, alexnet } from './alexnet/alexnet.ts';
export { activations } from './catalogue/activations.generated.ts';
export { type AuxiliaryHead, Classifier, type Stage } from './classifier.ts';
export { type ClassifyOptions, classify, type Prediction } from './classify.ts';
export { densenetBc100_12, densenetBc190_40, densenetBc250_24 } from './densenet/cifar-densenets.ts';
export { DenseNet, type DenseNetTable } from './densenet/densenet.ts';
export { densenet121, densenet161, densenet169, densenet201 } from './densenet/densenets.ts';
export { attentionRollout } from './explain/attention-rollout.ts';
export { classActivationMap } from './explain/class-activation-map.ts';
export type { Colormap } from './explain/colormap.ts';
export type { ClassOptions } from './explain/explained-class.ts';
export { type GradCamOptions, gradCam } from './explain/grad-cam.ts';
export type { ClassHeatmap, Heatmap } from './explain/heatmap.ts';
export { type OverlayOptions, overlayHeatmap } from './explain/overlay-heatmap.ts';
export type { RolloutOptions } from './explain/rollout.ts';
export { type SaliencyOptions, saliency } from './explain/saliency.ts';
export { type SmoothGradOptions, smoothGrad } from './explain/smooth-grad.ts';
export { type Ranked, topk } from './explain/topk.ts';
export type { ByteSource } from './files/byte-source.ts';
export { type HttpSourceOptions, httpSource, type RangeFetch } from './files/http-source.ts';
export { memorySource } from './files/memory-source.ts';
export { type OpenWeightsOptions, openWeights } from './files/open-weights.ts';
export type { OpenSibling } from './files/sibling-path.ts';
export { StateFile, type WeightsFormat } from './files/state-file.ts';
export { type FoundWeights, findModel, findWeights } from './find-weights.ts';
export { GoogLeNet, type GoogLeNetOptions, googlenet } from './inception/googlenet.ts';
export { InceptionNet, type InceptionNetOptions } from './inception/inception-net.ts';
export { Inception3, inceptionV3 } from './inception/inception-v3.ts';
export { LeNet, type LeNetTable } from './lenet/lenet.ts';
export type { LeNetRow } from './lenet/lenet-rows.ts';
export { lenet5 } from './lenet/lenet5.ts';
export { lenet1, lenet4, lenet5Published } from './lenet/lenets-published.ts';
export { mnist8 } from './lenet/mnist8.ts';
export { type LoadOptions, load } from './load.ts';
export { type LoadWeightsOptions, loadWeights } from './load-weights.ts';
export { Mlp, mlp } from './mlp/mlp.ts';
export { MobileNetV2, mobilenetV2 } from './mobilenet/mobilenet-v2.ts';
export type { ModelEntry } from './model-entry.ts';
export type { ModelOptions } from './model-options.ts';
export { type ModelId, models } from './models.ts';
export { decodeOnnxWeights } from './onnx-weights/decode-onnx-weights.ts';
export type { OnnxWeightsOptions } from './onnx-weights/find-tensors.ts';
export { type OpenOnnxWeightsOptions, openOnnxWeights } from './onnx-weights/open-onnx-weights.ts';
export { inputRegion, type Region } from './preprocessing/input-region.ts';
export { type PreprocessedImages, preprocess } from './preprocessing/preprocess.ts';
export {
  caffeRecipe,
  cifarRecipe,
  imagenetRecipe,
  mnistRecipe,
  type PreprocessingRecipe,
} from './preprocessing/recipe.ts';
export { decodePyTorch, isPyTorchFile } from './pytorch/decode-pytorch.ts';
export { openPyTorch } from './pytorch/open-pytorch.ts';
export { recognizeWeights } from './recognize-weights.ts';
export { CifarResNet } from './resnet/cifar-resnet.ts';
export { resnet20, resnet32, resnet44, resnet56, resnet110 } from './resnet/cifar-resnets.ts';
export { ResNet, type ResNetTable } from './resnet/resnet.ts';
export { ResNet8, resnet8 } from './resnet/resnet8.ts';
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
export { openSafetensors } from './safetensors/open-safetensors.ts';
export { type OpenShardedOptions, openShardedSafetensors } from './safetensors/open-sharded-safetensors.ts';
export { streamSafetensors } from './safetensors/stream-safetensors.ts';
export { SqueezeNet, type SqueezeNetTable } from './squeezenet/squeezenet.ts';
export { squeezenet1_0, squeezenet1_0Caffe, squeezenet1_1 } from './squeezenet/squeezenets.ts';
export { Vgg, type VggTable } from './vgg/vgg.ts';
export { vgg11, vgg11Bn, vgg13, vgg13Bn, vgg16, vgg16Bn, vgg19, vgg19Bn } from './vgg/vggs.ts';
export type { TokenGrid } from './vit/resample-positions.ts';
export { TimmViT } from './vit/timm-vit.ts';
export { TorchvisionViT } from './vit/torchvision-vit.ts';
export { type LoadVitOptions, VisionTransformer, type VitOptions } from './vit/vision-transformer.ts';
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
export { Darknet53, darknet53 } from './yolo/darknet53.ts';
export { Yolov5Classifier, yolov5nCls } from './yolo/yolov5-classifier.ts';

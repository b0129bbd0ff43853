import type { Picture } from '@cv/image';
import type { LayerWeights } from '../network/explain-conv.ts';
import type { Step } from '../network/step.ts';
import type { DeviceChoice, DeviceView } from './devices.ts';
import type { Trainer } from './trainer.ts';

/** What a model says of a picture, and everything it computed on the way. All of it plain data. */
export interface Answer {
  readonly modelId: string;
  /** Of each class, adding up to 1. */
  readonly probabilities: Float32Array;
  /** The picture as the model takes it, before normalisation: 0 (ground) to 1 (ink). */
  readonly seen: Float32Array;
  readonly layers: readonly LayerValues[];
  /** From the picture to the numbers, milliseconds. */
  readonly milliseconds: number;
}

/** The values of a layer for one picture. */
export interface LayerValues {
  readonly step: Step;
  /** `[H, W, C]` of the step, before its activation function. */
  readonly before: Float32Array;
  /** The same after it; `before` again where there is none. */
  readonly after: Float32Array;
}

/** A model that can answer. */
export interface LoadedModel {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly labels: readonly string[];
}

/** The part of the page that computes; nothing of it is loaded before it is needed. */
export interface Engine {
  readonly device: DeviceView;
  /** Addresses of what the device has fetched. */
  readonly deviceFiles: readonly string[];
  /** Those that can answer now: the trained ones of the zoo, and the one that was trained here. */
  readonly models: readonly LoadedModel[];
  /** @throws CvError when the weights cannot be had or the device fails */
  answer(modelId: string, picture: Picture): Promise<Answer>;
  /** Weights and biases of a model by layer name, for looking at. */
  weights(modelId: string): Promise<ReadonlyMap<string, LayerWeights>>;
  /** The weights of the model that was trained here as a safetensors file. */
  trainedFile(): Promise<Uint8Array>;
  /** Tries every device of this browser. @throws OptionError while a training runs: it would lose its device for a moment */
  listDevices(): Promise<readonly DeviceChoice[]>;
  /** Goes on on another device; models keep their weights. */
  switchDevice(name: string): Promise<void>;
  readonly trainer: Trainer;
}

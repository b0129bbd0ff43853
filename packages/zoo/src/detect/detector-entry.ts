import type { ModelOptions } from '../model-options.ts';
import type { DetectionLevel, Detector } from './detector.ts';

/** What is known of a detector without building it. */
export interface DetectorEntry {
  readonly id: string;
  readonly title: string;
  /** Other names of the same detector. */
  readonly aliases: readonly string[];
  /** Loads the code of the detector and builds it. */
  create(options: ModelOptions): Promise<Detector>;
  /** Number of trainable values with the default options. */
  readonly params: number;
  /** Multiply-accumulates of one picture of the input size: convolutions, without bias. */
  readonly macs: number;
  /** Height and width that the published weights are used with; other multiples of the largest stride work. */
  readonly inputSize: readonly [height: number, width: number];
  /** Strides and anchors, in the order of the predictions. */
  readonly levels: readonly DetectionLevel[];
  /** Names of the classes, by index. */
  readonly labels: readonly string[];
  readonly paper: { readonly title: string; readonly url: string };
  /** Of the code, as an SPDX identifier; no weights come with it. */
  readonly licence: string;
}

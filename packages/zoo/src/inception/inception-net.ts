import { Dropout, GlobalAvgPool, type Linear, type LoadReport, type Module, type StateDict } from '@cv/layers';
import { OptionError } from '@cv/tensor/errors';
import type { Rng } from '@cv/tensor/rng';
import { checkModelOptions } from '../check-model-options.ts';
import { type AuxiliaryHead, Classifier, type Stage } from '../classifier.ts';
import type { ModelOptions } from '../model-options.ts';
import { TransformInput } from './transform-input.ts';
import { truncNormalLinear } from './trunc-normal-linear.ts';

/** What the builders of Inception nets take. */
export interface InceptionNetOptions extends ModelOptions {
  /** Whether there are auxiliary heads for training. */
  auxLogits?: boolean;
  /** `true`: pictures are normalised by the mean and standard deviation of ImageNet, and taken to 0.5 and 0.5 by the model. */
  transformInput?: boolean;
  /** Share that is dropped before the last layer. */
  dropout?: number;
}

/** An auxiliary head that can be given other classes. */
export interface ResettableHead extends Module {
  resetHead(classes: number, options: { rng: Rng }): void;
}

/** What differs between the nets. */
export interface InceptionNetTable {
  /** The children before the pool, stage by stage; the first is the stem. */
  readonly stages: readonly (readonly (readonly [name: string, module: Module])[])[];
  /** By name; built only with `auxLogits`. */
  readonly auxiliary: readonly {
    readonly name: string;
    /** Name of the child whose output it takes. */
    readonly after: string;
    readonly create: (classes: number) => ResettableHead;
  }[];
  /** Name of the child behind which torchvision registers the heads. */
  readonly auxiliaryBehind: string;
  readonly lossWeight: number;
  /** Channels of the last stage. */
  readonly channels: number;
  /** Standard deviation of the initial weights of the last layer. */
  readonly std: number;
}

/**
 * A net of Inception modules: stages, a global average, dropout and a linear layer; beside them auxiliary heads for training.
 *
 * A state dict that has auxiliary heads loads into a net without them: torchvision's files have them always.
 */
export abstract class InceptionNet extends Classifier {
  readonly #body: readonly Stage[];
  readonly #heads: readonly (AuxiliaryHead & { readonly module: ResettableHead })[];
  readonly #auxiliaryNames: readonly string[];
  readonly #neck: readonly Module[];
  readonly #std: number;
  #fc: Linear;

  protected constructor(
    { stages, auxiliary, auxiliaryBehind, lossWeight, channels, std }: InceptionNetTable,
    { rng, classes, auxLogits, transformInput, dropout }: Required<Omit<InceptionNetOptions, 'inChannels'>>,
  ) {
    super();
    const first = transformInput ? [new TransformInput()] : []; // torchvision has it in the forward pass only
    this.#body = stages.map((parts, index) => ({
      name: index === 0 ? 'stem' : `stage${index}`,
      modules: [...(index === 0 ? first : []), ...parts.map(([, module]) => module)],
    }));
    const parts = new Map(stages.flat());
    this.#auxiliaryNames = auxiliary.map(({ name }) => name);
    this.#heads = (auxLogits ? auxiliary : []).map(({ name, after, create }) => {
      return { name, module: create(classes), after: parts.get(after)!, lossWeight };
    });
    for (const [name, module] of parts) {
      this.child(name, module);
      if (name === auxiliaryBehind) for (const head of this.#heads) this.child(head.name, head.module);
    }
    this.#neck = [this.child('avgpool', new GlobalAvgPool()), this.child('dropout', new Dropout(dropout))];
    this.#std = std;
    this.#fc = this.child('fc', truncNormalLinear(channels, classes, { std, rng: rng.split('fc') }));
  }

  override get stages(): readonly Stage[] {
    return [...this.#body, { name: 'head', modules: [...this.#neck, this.#fc] }];
  }

  override get auxiliaryHeads(): readonly AuxiliaryHead[] {
    return this.#heads;
  }

  override get classes(): number {
    return this.#fc.outFeatures;
  }

  override resetHead(classes: number, { rng }: { rng: Rng }): void {
    checkModelOptions('resetHead', { classes });
    for (const { name, module } of this.#heads) module.resetHead(classes, { rng: rng.split(name) });
    const fresh = truncNormalLinear(this.#fc.inFeatures, classes, { std: this.#std, rng });
    this.#fc = this.replaceChild('fc', fresh);
  }

  /**
   * As for every module; the tensors of auxiliary heads that the net was built without are left alone and reported as unexpected, also
   * when strict.
   */
  override loadStateDict(dict: StateDict, options: { strict?: boolean } = {}): LoadReport {
    if (this.#heads.length > 0) return super.loadStateDict(dict, options);
    const beside = (name: string) => this.#auxiliaryNames.some((head) => name.startsWith(`${head}.`));
    const entries = Object.entries(dict);
    const report = super.loadStateDict(Object.fromEntries(entries.filter(([name]) => !beside(name))), options);
    const unexpected = entries.flatMap(([name]) => (beside(name) ? [name] : []));
    return { ...report, unexpected: [...report.unexpected, ...unexpected] };
  }
}

/** Refuses options that do not fit before the first layer exists. */
export function checkInceptionOptions(model: string, options: InceptionNetOptions): void {
  checkModelOptions(model, options);
  const { transformInput, inChannels = 3 } = options;
  if (!transformInput || inChannels === 3) return;
  throw new OptionError(`${model}: transformInput takes pictures of 3 channels, inChannels is ${inChannels}`, {
    transformInput,
    inChannels,
  });
}

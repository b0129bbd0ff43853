import type { StateDType } from '@cv/layers';
import type { PreprocessingRecipe } from './preprocessing/recipe.ts';

/** A file of a model repository on the Hugging Face hub. */
export interface HubFile {
  /** `owner/name`. */
  readonly repo: string;
  /** A branch, a tag or a commit. */
  readonly revision: string;
  readonly path: string;
}

/** Trained weights: where they lie and what is known of them. */
export interface WeightsEntry {
  /** A safetensors file or one of PyTorch; of the hub `https://huggingface.co/<repo>/resolve/<revision>/<path>`. */
  readonly url: URL;
  /** What the URL names on the hub. It tells size and SHA-256 itself: a reader that speaks to it checks them. */
  readonly hub?: HubFile;
  /** Of the file, in lower-case hexadecimal; null where it is not known beforehand. */
  readonly sha256: string | null;
  /** The first digits of it, where no more are known: torchvision names its files by eight. */
  readonly sha256Prefix?: string;
  /** Size of the file; null where it is not known beforehand. */
  readonly bytes: number | null;
  /** How the floats are stored; null where it is not known beforehand. */
  readonly dtype: StateDType | null;
  /** Other names of the same file: those of torchvision's enums where the tag is timm's. */
  readonly aliases: readonly string[];
  /** How they want their pictures, where it is not as the model's entry says. */
  readonly preprocessing?: PreprocessingRecipe;
  /** Who publishes them: `torchvision`, `timm`, `@cv/zoo`. */
  readonly origin: string;
  /** As an SPDX identifier; null where the publisher states none. */
  readonly licence: string | null;
  /** What the publisher measured on ImageNet's validation set, as shares of 0 to 1; null where it states nothing that we can cite. */
  readonly published: { readonly top1: number; readonly top5: number } | null;
  /** Share of the test pictures that are classified wrong, measured by us; null where unmeasured. */
  readonly testError: number | null;
  /** More of it as text: command, seed, date, recipe, size, ... */
  readonly metadata: Readonly<Record<string, string>>;
}

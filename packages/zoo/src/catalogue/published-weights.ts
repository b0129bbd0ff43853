import type { ResizeFilter } from '@cv/classical';
import { packagedWeights } from '../packaged-weights.generated.ts';
import { imagenetRecipe } from '../preprocessing/recipe.ts';
import type { WeightsEntry } from '../weights-entry.ts';
import { publishedWeights } from './published-weights.generated.ts';

/** A row of the generated table: weights for ImageNet-1k that others publish. */
export interface PublishedWeights
  extends Pick<WeightsEntry, 'aliases' | 'published' | 'licence' | 'origin' | 'metadata'> {
  readonly tag: string;
  /** Where they lie, with the first digits of their SHA-256 ... */
  readonly url?: string;
  readonly sha256Prefix?: string;
  /** ... or their repository on the hub. */
  readonly repo?: string;
  readonly recipe: {
    readonly size: number;
    readonly resize: number;
    readonly interpolation: ResizeFilter;
    readonly mean: readonly number[];
    readonly std: readonly number[];
  };
}

/** What timm calls the weights in its repositories. */
const HUB_PATH = 'model.safetensors';

/** The weights of an ImageNet model by tag: those of this package first, then what torchvision and timm publish. */
export function weightsOf(id: string): Readonly<Record<string, WeightsEntry>> {
  const published = (publishedWeights[id] ?? []).map((row) => [row.tag, entry(row)] as const);
  return { ...packagedWeights[id], ...Object.fromEntries(published) };
}

function entry(row: PublishedWeights): WeightsEntry {
  const { url, repo, sha256Prefix, aliases, published, licence, origin, metadata } = row;
  const { size, ...steps } = row.recipe;
  const hub = repo === undefined ? undefined : { repo, revision: 'main', path: HUB_PATH };
  return {
    url: new URL(url ?? hubUrl(hub!)),
    ...(hub && { hub }),
    ...(sha256Prefix !== undefined && { sha256Prefix }),
    sha256: null,
    bytes: null,
    dtype: null,
    testError: null,
    preprocessing: { ...imagenetRecipe, size: [size, size], ...steps },
    aliases,
    published,
    licence,
    origin,
    metadata,
  };
}

/** The address of a file of the hub. */
export function hubUrl({ repo, revision, path }: NonNullable<WeightsEntry['hub']>): string {
  return `https://huggingface.co/${repo}/resolve/${encodeURIComponent(revision)}/${path}`;
}

import { OptionError } from '@cv/tensor/errors';

/** A file in a model repository of the Hugging Face hub. */
export interface HubReference {
  /** `owner/name`, such as `timm/resnet50.a1_in1k`. */
  readonly repo: string;
  /** In the repository, such as `model.safetensors`. */
  readonly path: string;
  /** A branch, a tag or a commit; default `main`. */
  readonly revision?: string;
}

/** Where the hub's own files lie; `HF_ENDPOINT` names a mirror. */
export const HUB = 'https://huggingface.co';

/** `HF_ENDPOINT`, else {@link HUB}. @throws OptionError when it is no URL */
export function hubEndpoint(): string {
  const given = process.env.HF_ENDPOINT;
  if (!given) return HUB;
  if (URL.canParse(given) && /^https?:$/.test(new URL(given).protocol)) return given.replace(/\/+$/, '');
  throw new OptionError(`download: HF_ENDPOINT must be an http: or https: URL, received ${given}`, { received: given });
}

/**
 * The address of a file of the hub.
 * @throws OptionError for a name that no repository, revision or file has
 */
export function hubFileUrl({ repo, path, revision = 'main' }: HubReference, endpoint: string = HUB): string {
  const refuse = (name: string, value: string): never => {
    throw new OptionError(`download: '${value}' is no ${name} of the hub`, { [name]: value });
  };
  if (!/^[\w-][\w.-]*(\/[\w-][\w.-]*)?$/.test(repo)) refuse('repo', repo);
  if (revision === '') refuse('revision', revision);
  const steps = path.split('/');
  if (steps.some((step) => step === '' || step === '.' || step === '..')) refuse('path', path);
  return `${endpoint}/${repo}/resolve/${encodeURIComponent(revision)}/${steps.map(encodeURIComponent).join('/')}`;
}

/** What a URL of the hub names, on the hub itself or on the mirror that `HF_ENDPOINT` names; undefined for any other. */
export function parseHubUrl(url: string): Required<HubReference> | undefined {
  const endpoint = [HUB, hubEndpoint()].find((one) => url.startsWith(`${one}/`));
  if (endpoint === undefined) return undefined;
  const pathname = new URL(url).pathname.slice(new URL(`${endpoint}/`).pathname.length);
  const [, repo, revision, path] = /^([^/]+\/[^/]+|[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(pathname) ?? [];
  if (repo === undefined || revision === undefined || path === undefined) return undefined;
  return { repo, revision: decodeURIComponent(revision), path: path.split('/').map(decodeURIComponent).join('/') };
}

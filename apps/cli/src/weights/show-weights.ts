import { type CachedDownload, listDownloads } from '@cv/backend-node';
import { type FoundWeights, findModel, findWeights, type ModelEntry, type WeightsEntry } from '@cv/zoo';
import { formatBytes, formatCount } from '../terminal/numbers.ts';
import { textTable } from '../terminal/text-table.ts';

/** Prints what is known of a model and of each of its weights; of one alone where its tag stands behind the model, as in timm. */
export async function showWeights(name: string, { json }: { readonly json: boolean }): Promise<void> {
  const all = name.includes('.') ? [findWeights(name)] : weightsOf(findModel(name));
  const cached = await listDownloads();
  const entry = all[0]?.entry ?? findModel(name);
  console.log(json ? JSON.stringify(plain(entry, all, cached), null, 2) : detailsText(entry, all, cached));
}

function weightsOf(entry: ModelEntry): FoundWeights[] {
  return Object.keys(entry.weights).map((tag) => findWeights(entry.id, tag));
}

function plain(entry: ModelEntry, all: readonly FoundWeights[], cached: readonly CachedDownload[]): object {
  const weights = all.map(({ tag, weights: { url, ...rest }, entry: { preprocessing } }) => {
    const place = url.protocol === 'file:' ? {} : { url: url.href };
    return [tag, { ...place, ...rest, preprocessing, cached: isHere({ url, ...rest }, cached) }];
  });
  return { ...findModel(entry.id), weights: Object.fromEntries(weights) };
}

/** Whether it can be read without the network: packaged, or in the cache. */
function isHere({ url }: WeightsEntry, cached: readonly CachedDownload[]): boolean {
  return url.protocol === 'file:' || rowOf(url, cached)?.complete === true;
}

const rowOf = (url: URL, cached: readonly CachedDownload[]): CachedDownload | undefined =>
  cached.find((row) => row.url === url.href);

function detailsText(entry: ModelEntry, all: readonly FoundWeights[], cached: readonly CachedDownload[]): string {
  const { id, title, aliases, params, macs, inputShape, paper } = entry;
  const head = [
    `${id}: ${title}${aliases.length === 0 ? '' : ` (also ${aliases.join(', ')})`}`,
    `${formatCount(params)} parameters, ${formatCount(macs)} multiply-adds at ${inputShape.join('x')}`,
    `${paper.title}, ${paper.url}`,
    '',
  ];
  if (all.length === 0) return [...head, 'no weights in the catalogue; give a file with --weights'].join('\n');
  const rows = all.map((one) => row(one, cached));
  const columns = ['WEIGHTS', 'ALSO', 'FROM', 'LICENCE', 'TOP-1', 'TOP-5', 'PICTURES', 'SIZE', 'HERE'];
  const align = ['left', 'left', 'left', 'left', 'right', 'right', 'left', 'right', 'left'] as const;
  const one = all.length === 1 ? onlyText(all[0]!, cached) : [];
  return [...head, textTable([columns, ...rows], align), ...one].join('\n');
}

function row({ tag, weights, entry }: FoundWeights, cached: readonly CachedDownload[]): string[] {
  const { aliases, origin, licence, published, url, bytes, metadata } = weights;
  const { size, resize = size[0], interpolation } = entry.preprocessing;
  const here = rowOf(url, cached);
  const stored = bytes ?? here?.bytes;
  return [
    tag,
    aliases.join(', '),
    origin,
    licence ?? 'not stated',
    published === null ? '-' : percent(published.top1),
    published === null ? '-' : percent(published.top5),
    `${resize} to ${size[0]}, ${interpolation}`,
    stored === undefined ? (metadata.size ?? '-') : formatBytes(stored),
    url.protocol === 'file:' ? 'packaged' : here === undefined ? 'no' : here.complete ? 'cached' : 'in part',
  ];
}

/** As published, with the digits that it has: `76.13 %`. */
const percent = (share: number): string => `${Number((share * 100).toFixed(4))} %`;

/** Where one file comes from and lies. */
function onlyText({ weights }: FoundWeights, cached: readonly CachedDownload[]): string[] {
  const { url, metadata } = weights;
  const here = rowOf(url, cached);
  const lines = url.protocol === 'file:' ? [] : [`from ${url.href}`];
  if (here?.path !== undefined) lines.push(`cached as ${here.path}`);
  if (here?.commit !== undefined) lines.push(`commit ${here.commit}`);
  const sha256 = here?.sha256 ?? weights.sha256;
  if (sha256 !== null) lines.push(`SHA-256 ${sha256}`);
  return ['', ...lines, ...Object.entries(metadata).map(([key, value]) => `${key}: ${value}`)];
}

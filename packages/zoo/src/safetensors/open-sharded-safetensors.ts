import { CvError, WeightsError } from '@cv/tensor/errors';
import type { ByteSource } from '../files/byte-source.ts';
import { type OpenSibling, siblingPath } from '../files/sibling-path.ts';
import { StateFile } from '../files/state-file.ts';
import { openSafetensors } from './open-safetensors.ts';
import { readShardIndex } from './shard-index.ts';

/** Options of {@link openShardedSafetensors}. */
export interface OpenShardedOptions {
  /** Opens a file of the index's folder; paths that leave it never come here. */
  openSibling: OpenSibling;
}

/**
 * Opens weights that lie in several safetensors files by their index, `model.safetensors.index.json`: the headers of all files are read
 * and held against the index, tensors are read when they are asked for.
 *
 * @param index the index file
 * @throws WeightsError when the index is damaged, names a file outside of its folder, or tells other tensors than the files have; what is
 * wrong with one of the files, with its name.
 * @source the format that transformers' `save_pretrained` writes: `{ metadata, weight_map: { <tensor>: <file> } }`
 * @example
 * ```ts
 * const file = await openShardedSafetensors(index, { openSibling: (name) => fileSource(join(folder, name)) });
 * ```
 */
export async function openShardedSafetensors(
  index: ByteSource,
  { openSibling }: OpenShardedOptions,
): Promise<StateFile> {
  const { metadata, fileOf } = await readShardIndex(index);
  const shards = new Map<string, StateFile>();
  for (const name of new Set(fileOf.values())) {
    const path = siblingPath(name, 'safetensors index');
    shards.set(name, await naming(path, async () => openSafetensors(await openSibling(path))));
  }
  requireAgreement(fileOf, shards);
  const entries = [...shards.values()].flatMap((shard) => [...shard.entries]);
  return new StateFile({
    format: 'sharded safetensors',
    metadata,
    entries: new Map(entries),
    read: (name) => naming(fileOf.get(name)!, () => shards.get(fileOf.get(name)!)!.tensor(name)),
  });
}

/** Puts the name of the file before what is wrong with it. */
async function naming<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CvError)) throw error;
    throw new WeightsError(`${file}: ${error.message}`, { file, ...error.fields }, { cause: error });
  }
}

function requireAgreement(fileOf: ReadonlyMap<string, string>, shards: ReadonlyMap<string, StateFile>): void {
  for (const [name, file] of fileOf) {
    if (shards.get(file)!.entries.has(name)) continue;
    throw fail(`the index says that '${name}' is in ${file}, which does not have it`, name, file);
  }
  for (const [file, shard] of shards) {
    const stray = [...shard.entries.keys()].find((name) => fileOf.get(name) !== file);
    if (stray === undefined) continue;
    const told = fileOf.get(stray);
    throw fail(`${file} has '${stray}', which the index ${told ? `puts in ${told}` : 'leaves out'}`, stray, file);
  }
}

function fail(reason: string, name: string, file: string): WeightsError {
  return new WeightsError(`safetensors index: ${reason}; the files are not of one model, fetch all of them again`, {
    name,
    file,
  });
}

import { WeightsError } from '@cv/tensor/errors';
import type { Reading } from '../files/reading.ts';
import { ByteCursor } from './byte-cursor.ts';
import { MOST_PICKLE_BYTES, type PyTorchFile, type StoragePlace } from './pytorch-file.ts';
import { StoredZip } from './stored-zip.ts';
import { torchWorld } from './torch-world.ts';
import { Unpickler } from './unpickler.ts';

/**
 * Reads the zip format of PyTorch 1.6 and later: an object in `data.pkl`, each storage in an entry of its own.
 * @source `_load` in PyTorch's `torch/serialization.py`
 */
export function* readZipFile(size: number): Reading<PyTorchFile> {
  const zip = yield* StoredZip.open(size);
  const place = zip.names.find((name) => name.endsWith('/data.pkl') || name === 'data.pkl');
  const pickle = place === undefined ? undefined : yield* zip.entry(place, MOST_PICKLE_BYTES);
  if (place === undefined || pickle === undefined)
    throw fail('this zip file is not one of PyTorch: it has no data.pkl');
  const folder = place.slice(0, -'data.pkl'.length);
  if (zip.sizeOf(`${folder}constants.pkl`) !== undefined) {
    throw fail('this is a TorchScript archive, which holds code; save model.state_dict() instead');
  }
  const order = yield* zip.entry(`${folder}byteorder`, 16);
  if (order !== undefined && new TextDecoder().decode(order) !== 'little') {
    throw fail('this file was written on a big-endian machine');
  }
  const root = new Unpickler(new ByteCursor(pickle), torchWorld).load();
  return { root, storage: ({ key }) => placeOf(zip, `${folder}data/${key}`) };
}

function placeOf(zip: StoredZip, name: string): StoragePlace | undefined {
  const bytes = zip.sizeOf(name);
  if (bytes === undefined) return undefined;
  return { bytes, begin: () => zip.begin(name), check: (all) => zip.check(name, all) };
}

const fail = (what: string): WeightsError => new WeightsError(`PyTorch file: ${what}`);

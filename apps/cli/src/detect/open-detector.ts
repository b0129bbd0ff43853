import { extname } from 'node:path';
import { readBytes } from '@cv/backend-node';
import type { StateDict } from '@cv/layers';
import { CvError, DataError, OptionError, WeightsError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { decodePyTorch, decodeSafetensors, isPyTorchFile } from '@cv/zoo';
import { type Detector, type DetectorEntry, decodeDarknet, detectors } from '@cv/zoo/detect';

/** What `--model`, `--weights` and `--labels` say. */
export interface DetectorChoice {
  readonly model: string;
  readonly weights: string;
  readonly labels?: string;
}

/** A detector that is ready to be used. */
export interface OpenDetector {
  readonly entry: DetectorEntry;
  readonly model: Detector;
  readonly labels: readonly string[];
}

/**
 * Builds a detector with its weights, of as many classes as there are labels.
 *
 * @throws OptionError for an unknown model; DataError when a file cannot be read; WeightsError when the weights are damaged or of another model
 */
export async function openDetector({ model: id, weights: path, labels: file }: DetectorChoice): Promise<OpenDetector> {
  const entry = detectorEntry(id);
  const given = file === undefined ? undefined : await readLabels(file);
  const bytes = await readBytes(path);
  try {
    if (extname(path) === '.weights') {
      const labels = given ?? entry.labels;
      return { entry, labels, model: await loaded(entry, labels, (model) => decodeDarknet(bytes, model)) };
    }
    const { tensors, names } = contentOf(bytes);
    const labels = given ?? names ?? entry.labels;
    return { entry, labels, model: await loaded(entry, labels, () => tensors) };
  } catch (error) {
    if (!(error instanceof CvError)) throw error;
    throw new WeightsError(`${path}: ${error.message}`, { path, ...error.fields }, { cause: error });
  }
}

function detectorEntry(id: string): DetectorEntry {
  const found = Object.values<DetectorEntry>(detectors).find((entry) => [entry.id, ...entry.aliases].includes(id));
  if (found !== undefined) return found;
  const known = Object.keys(detectors);
  throw new OptionError(`there is no detector '${id}'; choose from ${known.join(', ')}`, { received: id, known });
}

async function loaded(
  entry: DetectorEntry,
  labels: readonly string[],
  state: (model: Detector) => StateDict,
): Promise<Detector> {
  const model = await entry.create({ rng: new Rng(0), classes: labels.length }); // every value is replaced
  model.loadStateDict(state(model));
  return model;
}

/** The tensors of a weights file, and the class names that its metadata has as a JSON list. */
function contentOf(bytes: Uint8Array): { tensors: StateDict; names: readonly string[] | undefined } {
  if (isPyTorchFile(bytes)) return { tensors: decodePyTorch(bytes), names: undefined };
  const { tensors, metadata } = decodeSafetensors(bytes);
  return { tensors, names: namesOf(metadata.names) };
}

function namesOf(text: string | undefined): readonly string[] | undefined {
  try {
    const names: unknown = JSON.parse(text ?? '');
    const good = Array.isArray(names) && names.length > 0 && names.every((name) => typeof name === 'string');
    return good ? (names as string[]) : undefined;
  } catch {
    return undefined; // metadata is free text: other programs may mean something else by it
  }
}

/** Names one a line; empty lines at the end do not count. */
async function readLabels(path: string): Promise<readonly string[]> {
  const lines = new TextDecoder()
    .decode(await readBytes(path))
    .trimEnd()
    .split(/\r?\n/);
  const labels = lines.map((line) => line.trim());
  if (labels.every((label) => label !== '')) return labels;
  const reason = `line ${labels.indexOf('') + 1} is empty, expected the name of a class on every line`;
  throw new DataError(`${path}: ${reason}`, { path, reason });
}

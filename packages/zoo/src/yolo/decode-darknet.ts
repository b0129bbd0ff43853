import { BatchNorm2d, Conv2d, type Module, type StateDict } from '@cv/layers';
import { WeightsError } from '@cv/tensor/errors';

/** Reads numbers one after the other. */
interface Cursor {
  readonly values: DataView;
  at: number;
}

/**
 * Reads a weights file of Darknet (`yolov3.weights`) as the state dict of a model.
 *
 * The file has no names: a header, then little-endian float32 in the order of the cfg file. A convolution with batch norm is stored as bias,
 * scale, mean, variance, weights; one without as bias, weights. Convolutions are taken in the order of the model's modules.
 *
 * @param bytes the whole file
 * @param model gives names and shapes; `yolov3`, `yolov3Tiny` or another net of Darknet's
 * @returns float32 tensors for `loadStateDict`, copies
 * @throws WeightsError when the file is cut or longer than the model needs: then it is of another model
 * @source Darknet, parser.c, load_weights_upto
 * @example
 * ```ts
 * const model = yolov3({ rng: new Rng(1) });
 * model.loadStateDict(decodeDarknet(await readBytes('yolov3.weights'), model));
 * ```
 */
export function decodeDarknet(bytes: Uint8Array, model: Module): StateDict {
  const cursor = afterHeader(bytes);
  const slots = fileOrder(model);
  const needed = slots.reduce((sum, { size }) => sum + size, 0);
  const there = (bytes.length - cursor.at) / 4;
  if (there !== needed) {
    throw new WeightsError(
      `decodeDarknet: the file holds ${there} numbers, the model takes ${needed}: it is cut, or of another model or number of classes`,
      { expected: needed, received: there },
    );
  }
  return Object.fromEntries(
    slots.map(({ name, shape, size }) => {
      const data = new Float32Array(size);
      for (let i = 0; i < size; i++, cursor.at += 4) data[i] = cursor.values.getFloat32(cursor.at, true);
      return [name, { dtype: 'float32', shape, data }];
    }),
  );
}

/** Major, minor and revision of the format, then the number of pictures seen: 64 bits since version 0.2. */
function afterHeader(bytes: Uint8Array): Cursor {
  const values = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = bytes.length < 20 ? 0 : values.getInt32(0, true) * 10 + values.getInt32(4, true) >= 2 ? 20 : 16;
  if (start > 0) return { values, at: start };
  throw new WeightsError(`decodeDarknet: ${bytes.length} bytes are no weights file of Darknet, its header has 20`, {
    received: bytes.length,
  });
}

interface Slot {
  readonly name: string;
  readonly shape: readonly number[];
  readonly size: number;
}

/** Names and shapes in the order of the file. */
function fileOrder(model: Module): Slot[] {
  const state = new Map(model.namedState());
  const parts = model.namedModules().filter(([, module]) => module instanceof Conv2d || module instanceof BatchNorm2d);
  const slot = (path: string, name: string): Slot[] => {
    const key = `${path}.${name}`;
    const held = state.get(key);
    return held === undefined ? [] : [{ name: key, shape: held.shape, size: held.shape.reduce((a, b) => a * b, 1) }];
  };
  return parts.flatMap(([path, module], index) => {
    if (!(module instanceof Conv2d)) return []; // read with the convolution before it
    const [normPath, norm] = parts[index + 1] ?? ['', undefined];
    if (!(norm instanceof BatchNorm2d)) return [...slot(path, 'bias'), ...slot(path, 'weight')];
    const normed = ['bias', 'weight', 'running_mean', 'running_var'].flatMap((name) => slot(normPath, name));
    return [...normed, ...slot(path, 'weight')];
  });
}

import { readdirSync, readFileSync } from 'node:fs';
import type { StateDict } from '@cv/layers';
import { encodeSafetensors } from '../safetensors/encode-safetensors.ts';

const folder = new URL('../../fixtures/pytorch/', import.meta.url);

/** A file of `fixtures/pytorch/`, in memory of its own. */
export const fixture = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(new URL(name, folder)));

/** The files of `fixtures/pytorch/`. */
export const fixtureNames: readonly string[] = readdirSync(folder);

/** A tensor as the generator describes it. */
export interface ExpectedTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Its bytes in hexadecimal. */
  readonly bits: string;
}

/** What is in each file that can be read. */
export const expectedFiles = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Readonly<
  Record<string, Readonly<Record<string, ExpectedTensor>>>
>;

/** Tensors in the form of {@link ExpectedTensor}. */
export function describeTensors(tensors: StateDict): Record<string, ExpectedTensor> {
  const described = Object.entries(tensors).map(([name, tensor]): [string, ExpectedTensor] => {
    const file = encodeSafetensors({ x: tensor }); // float16 and bfloat16 as their bits again
    const header = 8 + Number(new DataView(file.buffer).getBigUint64(0, true));
    const bits = Buffer.from(file.subarray(header)).toString('hex');
    return [name, { dtype: tensor.dtype, shape: tensor.shape, bits }];
  });
  return Object.fromEntries(described);
}

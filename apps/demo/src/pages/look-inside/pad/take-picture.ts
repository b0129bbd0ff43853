import type { Picture } from '@cv/image';
import { announce } from '../../../frame/announce.ts';
import { sentence } from '../sentence.ts';
import { pad, problem } from '../state.ts';
import { readGivenPicture } from './read-given-picture.ts';

/** Puts a picture, or that of a file, on the pad; what is wrong with it is shown as a sentence. */
export async function takePicture(source: Blob | (() => Promise<Picture>)): Promise<void> {
  try {
    const picture = await (source instanceof Blob ? readGivenPicture(source) : source());
    pad.value = { drawing: [], picture, isSample: false };
    problem.value = null;
    announce('The picture is on the pad.');
  } catch (error) {
    problem.value = sentence(error);
  }
}

/** The first picture, or file at all, of what was dropped or pasted. */
export function givenFile(transfer: DataTransfer | null): File | undefined {
  const files = [...(transfer?.files ?? [])];
  return files.find(({ type }) => type.startsWith('image/')) ?? files[0];
}

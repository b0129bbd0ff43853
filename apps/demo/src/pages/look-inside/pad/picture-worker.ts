import { readPicture } from '@cv/backend-web';
import { resize } from '@cv/classical';
import type { Picture } from '@cv/image';

// Reads a picture file and makes it small: decoding a large photo takes seconds, in which the page must not freeze.

/** What the page gets. */
export type ReadPictureAnswer = { readonly picture: Picture } | { readonly problem: string };

/** More than any model of the page looks at. */
const LONGEST_SIDE = 512;

const scope = self as unknown as {
  postMessage(answer: ReadPictureAnswer): void;
  onmessage: ((event: MessageEvent<Blob>) => void) | null;
};

function small(picture: Picture): Picture {
  const scale = LONGEST_SIDE / Math.max(picture.width, picture.height);
  if (scale >= 1) return picture;
  const side = (length: number): number => Math.max(1, Math.round(length * scale));
  return resize(picture, { width: side(picture.width), height: side(picture.height) });
}

async function read(file: Blob): Promise<ReadPictureAnswer> {
  try {
    return { picture: small(await readPicture(file)) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

scope.onmessage = ({ data }) => {
  void read(data).then((answer) => scope.postMessage(answer));
};

import { readPicture } from '../pictures/read-picture.ts';

/** Reads the pictures that come as messages, and answers with them. */
self.addEventListener('message', ({ data }: MessageEvent<Blob>) => {
  void readPicture(data).then((picture) => self.postMessage(picture));
});

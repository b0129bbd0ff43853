export { cacheDirectory } from './files/cache-directory.ts';
export { readBytes } from './files/read-bytes.ts';
export { writeFileAtomic } from './files/write-file-atomic.ts';
export { type ReadPictureOptions, readPicture } from './pictures/read-picture.ts';
export { type WritePictureOptions, writePicture } from './pictures/write-picture.ts';

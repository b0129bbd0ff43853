import { fileURLToPath } from 'node:url';
import { UnsupportedError } from '@cv/tensor/errors';

/** The path of a file given by path or by `file:` URL; other URLs are not read here. */
export function filePath(where: string, source: string | URL): string {
  if (typeof source === 'string') return source;
  if (source.protocol === 'file:') return fileURLToPath(source);
  throw new UnsupportedError(
    `${where}: expects a path or a file: URL, received ${source.href}; download it and pass the bytes`,
    { url: source.href },
  );
}

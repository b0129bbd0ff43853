import { randomBytes } from 'node:crypto';
import { chmod, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CvError } from '@cv/tensor/errors';
import { fileError, systemCode } from './file-error.ts';
import { filePath } from './file-path.ts';

/**
 * Writes a file so that, whatever happens, the old content or the whole new one is there: into a temporary file in the
 * same folder, flushed to disk, then renamed. On failure the temporary file is removed and the old file untouched; a
 * process killed in between leaves only a `.cv-*.tmp` file behind. Permissions of an existing file are kept, symbolic
 * links followed. Writing one file twice at the same time is safe: the last rename wins.
 *
 * @param target path or `file:` URL; its folder must exist
 * @param bytes the content; text is written as UTF-8; pieces are written as they come, so that a large file need not be in memory
 * @throws {DataError} with `path` and `reason` when the folder is missing or not writable, or the disk is full
 * @throws what the pieces throw; the old file is untouched then, too
 * @example
 * await writeFileAtomic('run/weights.safetensors', encodeSafetensors(await model.stateDict()));
 * @example
 * await writeFileAtomic('model.safetensors', streamSafetensors(await openWeights(await fileSource('model.pth'))));
 */
export async function writeFileAtomic(
  target: string | URL,
  bytes: Uint8Array | string | AsyncIterable<Uint8Array>,
): Promise<void> {
  const path = filePath('writeFileAtomic', target);
  try {
    const real = await realpath(path).catch(() => path);
    const folder = dirname(real);
    const temporary = join(folder, `.cv-${randomBytes(8).toString('hex')}.tmp`);
    try {
      await writeAndFlush(temporary, bytes);
      await keepPermissions(real, temporary);
      await rename(temporary, real);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    await flushFolder(folder);
  } catch (cause) {
    throw cause instanceof CvError ? cause : fileError('writeFileAtomic', path, cause);
  }
}

async function writeAndFlush(path: string, bytes: Uint8Array | string | AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await writeFile(file, bytes); // goes on after short writes; a single fs.write on a nearly full disk does not
    await file.sync();
  } finally {
    await file.close();
  }
}

async function keepPermissions(existing: string, fresh: string): Promise<void> {
  const facts = await stat(existing).catch(() => undefined);
  if (facts?.isFile()) await chmod(fresh, facts.mode & 0o7777);
}

/** Makes the rename itself survive a power cut. Folders cannot be flushed everywhere (Windows, some network disks). */
async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EIO' || code === 'ENOSPC') throw error;
  }
}

import { DataError } from '@cv/tensor/errors';

/** What the system's error codes mean for the person who asked, and what to do. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder; check the path',
  ENOTDIR: 'a part of the path is a file, not a folder; check the path',
  EISDIR: 'this is a folder; give the path of a file',
  EACCES: 'permission denied; check who owns the file and its folder',
  EPERM: 'not permitted; check who owns the file and its folder',
  EROFS: 'the file system is read-only; choose another folder',
  ENOSPC: 'the disk is full; free some space or choose another folder',
  EDQUOT: 'the disk quota is used up; free some space or choose another folder',
  EFBIG: 'the file would be larger than allowed here; choose another folder or raise the limit (ulimit -f)',
  ENAMETOOLONG: 'the name is too long; choose a shorter one',
  ELOOP: 'the symbolic links form a loop; check the path',
  EMFILE: 'too many files are open; close some or raise the limit (ulimit -n)',
  ENFILE: 'too many files are open on this machine; close some',
  ERR_FS_FILE_TOO_LARGE: 'the file is larger than 2 GiB; split it',
  ERR_INVALID_ARG_VALUE: 'the path holds a null byte; check where it comes from',
};

/**
 * A failed file operation as a `DataError` with the path, the system's code and what to do.
 *
 * @param where function that failed, for the message
 * @param path file that it was asked for
 * @param cause what the system threw
 * @example
 * throw fileError('readBytes', 'a.png', error); // readBytes: cannot read a.png: there is no such file or folder; ...
 */
export function fileError(where: string, path: string, cause: unknown): DataError {
  const code = systemCode(cause);
  const reason = (code !== undefined && reasons[code]) || (cause instanceof Error ? cause.message : String(cause));
  const verb = where.startsWith('write') ? 'write' : 'read';
  return new DataError(`${where}: cannot ${verb} ${path}: ${reason}`, { path, reason, systemCode: code }, { cause });
}

/** The `code` of a system error such as `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

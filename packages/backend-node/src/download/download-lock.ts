import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { fileError, systemCode } from '../files/file-error.ts';
import { pause } from './retry-delay.ts';

/** How often the holder says that it lives, and after how long a silent one counts as dead. */
const BEAT_MS = 5000;
const DEAD_MS = 30_000;
const LOOK_AGAIN_MS = 100;

/**
 * Does something while no other process does the same: the lock is a file that names its holder, touched while it is held.
 * One that a dead process left is taken over.
 *
 * @throws the reason of `signal` when it aborts while waiting; DataError when the lock cannot be written
 */
export async function withLock<T>(path: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  const holder = JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() });
  while (!(await acquire(path, holder))) {
    if (!(await breakDead(path))) await pause(LOOK_AGAIN_MS, signal);
  }
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, BEAT_MS);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    // After a long sleep of the machine another process may have taken it over.
    if ((await readFile(path, 'utf8').catch(() => '')) === holder) await rm(path, { force: true });
  }
}

async function acquire(path: string, holder: string): Promise<boolean> {
  try {
    await writeFile(path, holder, { flag: 'wx' });
    return true;
  } catch (cause) {
    if (systemCode(cause) === 'EEXIST') return false;
    throw fileError('download', path, cause);
  }
}

/** Removes the lock of a process that is gone. @returns whether it is worth trying at once */
async function breakDead(path: string): Promise<boolean> {
  const seen = await readFile(path, 'utf8').catch(() => undefined);
  if (seen === undefined) return true;
  if (!(await isDead(path, seen))) return false;
  const aside = `${path}-${randomUUID()}`;
  try {
    await rename(path, aside); // of several processes that see this, one gets it
  } catch {
    return true;
  }
  // Another may have taken it over between our look and our rename: then it is not dead, and goes back.
  if ((await readFile(aside, 'utf8').catch(() => seen)) !== seen) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
  return true;
}

async function isDead(path: string, content: string): Promise<boolean> {
  const facts = await stat(path).catch(() => undefined);
  if (facts === undefined) return false;
  if (Date.now() - facts.mtimeMs > DEAD_MS) return true;
  const { pid, host } = parseHolder(content);
  return host === hostname() && pid !== undefined && !isAlive(pid);
}

function parseHolder(content: string): { pid?: number; host?: string } {
  try {
    return JSON.parse(content) as { pid?: number; host?: string };
  } catch {
    return {}; // being written this moment, or not ours
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== 'ESRCH';
  }
}

import { readdirSync, readFileSync } from 'node:fs';

/** Of /proc/<pid>/stat, after the name in parentheses. */
const PARENT = 1;
const USER_TICKS = 11;
const SYSTEM_TICKS = 12;
const MS_PER_TICK = 10;

function statOf(pid: string): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined; // ended meanwhile
  }
}

/** CPU milliseconds of a process and all its descendants so far; 0 where the platform has no /proc. */
export function cpuOfTree(root: number): number {
  let names: string[];
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return 0;
  }
  const stats = new Map(names.map((name) => [Number(name), statOf(name)] as const));
  const belongs = (pid: number): boolean => {
    if (pid === root) return true;
    const parent = Number(stats.get(pid)?.[PARENT] ?? 0);
    return parent > 1 && belongs(parent);
  };
  let ticks = 0;
  for (const [pid, stat] of stats) {
    if (stat !== undefined && belongs(pid)) ticks += Number(stat[USER_TICKS]) + Number(stat[SYSTEM_TICKS]);
  }
  return ticks * MS_PER_TICK;
}

import type { Picture } from '@cv/image';

/** Whether all values of a picture are the same. */
export function isConstant({ data }: Picture): boolean {
  const first = data[0]!;
  for (let i = 1; i < data.length; i++) if (data[i] !== first) return false;
  return true;
}

/** Three significant digits, and whole numbers from 100 on. */
export function number(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

const RULES = { 'left-mid': '', mid: '', 'mid-mid': '', 'right-mid': '' };

/** Tables without colours, so that they can be kept in a file, and without lines between the rows. */
export const PLAIN: { style: { head: string[]; border: string[] }; chars: Record<string, string> } = {
  style: { head: [], border: [] },
  chars: RULES,
};

import type { MeasureSettings } from './measure-settings.ts';

/** Tells the person who waits after each round. */
export function roundProgress(
  rounds: number,
  { onProgress }: Pick<MeasureSettings, 'onProgress'>,
): (counted: number, disturbed: number) => void {
  return (counted, disturbed) =>
    onProgress(`round ${counted} of ${rounds}${disturbed > 0 ? `, ${disturbed} more disturbed by others` : ''}`);
}

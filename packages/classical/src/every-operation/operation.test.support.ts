import type { Picture } from '@cv/image';

/** An exported function as the tests of ugly and of large pictures call it. */
export interface Operation {
  readonly name: string;
  /** Which settings, where a function is here more than once. */
  readonly variant?: string;
  /** What else it is given, made beforehand: markers, a mask, points. */
  readonly prepare?: (picture: Picture) => unknown;
  readonly run: (picture: Picture, prepared: never) => unknown;
  /** What a picture of one value becomes: `itself`, 0 everywhere (`zero`), or what tests beside the function say (`else`). */
  readonly constant: 'itself' | 'zero' | 'else';
  /** What NaN and infinity do: `refused` (PictureError `value`; `NaN refused`: infinity counts like any number), confined to what is `near`, or anything but a crash (`far`). */
  readonly nan: 'refused' | 'NaN refused' | 'near' | 'far';
  /** Pictures that it takes. Default: all. */
  readonly takes?: 'gray' | 'gray integers' | 'bytes';
  /** How many colours (or pixels, for clusters of points) there must be; pictures of fewer are refused with `option`. */
  readonly atLeast?: number;
  /**
   * Bytes per pixel of a gray picture of uint8 that it takes beyond what is given and comes back, at most; 1 stands for some rows or
   * tables. README has the table.
   */
  readonly bytes: number;
}

/** All but the name and the call. */
export type OperationFacts = Omit<Operation, 'name' | 'run'>;
/** An entry of the table. */
export const op = (name: string, run: Operation['run'], facts: OperationFacts): Operation => ({ name, run, ...facts });

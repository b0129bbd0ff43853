/** A convolution of a branch. */
export interface ConvRow {
  readonly name: string;
  readonly outputs: number;
  readonly kernel: readonly [height: number, width: number];
  readonly stride: 1 | 2;
}

/** A chain of a module of Inception v3. */
export interface Branch {
  /** What it starts with: an average of 3 x 3 that keeps the size, or a maximum of 3 x 3 that halves it. */
  readonly pool?: 'average' | 'max';
  readonly convs: readonly ConvRow[];
  /** Two convolutions side by side at its end. */
  readonly fork?: readonly [ConvRow, ConvRow];
}

function conv(
  name: string,
  outputs: number,
  kernel: number | readonly [number, number] = 1,
  stride: 1 | 2 = 1,
): ConvRow {
  return { name, outputs, kernel: typeof kernel === 'number' ? [kernel, kernel] : kernel, stride };
}

const row7 = [1, 7] as const;
const column7 = [7, 1] as const;
const row3 = [1, 3] as const;
const column3 = [3, 1] as const;

/** Figure 5: 5 x 5, and two 3 x 3 in its place. */
export function inceptionA(poolFeatures: number): readonly Branch[] {
  return [
    { convs: [conv('branch1x1', 64)] },
    { convs: [conv('branch5x5_1', 48), conv('branch5x5_2', 64, 5)] },
    { convs: [conv('branch3x3dbl_1', 64), conv('branch3x3dbl_2', 96, 3), conv('branch3x3dbl_3', 96, 3)] },
    { pool: 'average', convs: [conv('branch_pool', poolFeatures)] },
  ];
}

/** Figure 10: halves the size beside a pool that does. */
export function inceptionB(): readonly Branch[] {
  return [
    { convs: [conv('branch3x3', 384, 3, 2)] },
    { convs: [conv('branch3x3dbl_1', 64), conv('branch3x3dbl_2', 96, 3), conv('branch3x3dbl_3', 96, 3, 2)] },
    { pool: 'max', convs: [] },
  ];
}

/** Figure 6: 7 x 7 as 1 x 7 and 7 x 1. */
export function inceptionC(c7: number): readonly Branch[] {
  return [
    { convs: [conv('branch1x1', 192)] },
    { convs: [conv('branch7x7_1', c7), conv('branch7x7_2', c7, row7), conv('branch7x7_3', 192, column7)] },
    {
      convs: [
        conv('branch7x7dbl_1', c7),
        conv('branch7x7dbl_2', c7, column7),
        conv('branch7x7dbl_3', c7, row7),
        conv('branch7x7dbl_4', c7, column7),
        conv('branch7x7dbl_5', 192, row7),
      ],
    },
    { pool: 'average', convs: [conv('branch_pool', 192)] },
  ];
}

/** Halves the size again. */
export function inceptionD(): readonly Branch[] {
  return [
    { convs: [conv('branch3x3_1', 192), conv('branch3x3_2', 320, 3, 2)] },
    {
      convs: [
        conv('branch7x7x3_1', 192),
        conv('branch7x7x3_2', 192, row7),
        conv('branch7x7x3_3', 192, column7),
        conv('branch7x7x3_4', 192, 3, 2),
      ],
    },
    { pool: 'max', convs: [] },
  ];
}

/** Figure 7: forks of 1 x 3 and 3 x 1 at the coarsest grid. */
export function inceptionE(): readonly Branch[] {
  return [
    { convs: [conv('branch1x1', 320)] },
    { convs: [conv('branch3x3_1', 384)], fork: [conv('branch3x3_2a', 384, row3), conv('branch3x3_2b', 384, column3)] },
    {
      convs: [conv('branch3x3dbl_1', 448), conv('branch3x3dbl_2', 384, 3)],
      fork: [conv('branch3x3dbl_3a', 384, row3), conv('branch3x3dbl_3b', 384, column3)],
    },
    { pool: 'average', convs: [conv('branch_pool', 192)] },
  ];
}

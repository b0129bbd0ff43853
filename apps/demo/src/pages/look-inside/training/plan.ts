/** Where the digits come from. */
type DataSource = 'mnist' | 'drawn';

/** Options of a training as the form has them. */
export interface TrainingPlan {
  readonly source: DataSource;
  /** Pictures of MNIST to use; all when there are fewer. */
  readonly pictures: number;
  readonly epochs: number;
}

/** How many pictures of MNIST one can choose. */
export const PICTURE_CHOICES: readonly number[] = [2_000, 10_000, 60_000];

export const DEFAULT_PLAN: TrainingPlan = { source: 'mnist', pictures: 10_000, epochs: 3 };

/** The recipe of the packaged LeNet-5. */
export const RECIPE = { batchSize: 64, lrMax: 3e-3, seed: 1 } as const;

/** Pictures of one pass over drawn digits, each drawing many times and every time augmented differently. */
export const DRAWN_PER_EPOCH = 640;

import { OptionError } from '@cv/tensor/errors';

/** Everything that decides the weights that come out of a training. */
export interface TrainingPlan {
  readonly model: string;
  readonly epochs: number;
  readonly batchSize: number;
  readonly lr: number;
  readonly augment: 'on' | 'off';
  readonly seed: number;
  /** Pictures at the end of the training set that are measured on instead of trained on. */
  readonly holdOut: number;
  readonly weightsDtype: 'float32' | 'float16';
  /** Name of the device: another one rounds differently. */
  readonly device: string;
  /** Of the device: they share out the sums, whose order decides the last bits. */
  readonly threads: number;
}

/** What is the same on every machine. */
export type Recipe = Omit<TrainingPlan, 'device' | 'threads'>;

/**
 * How the packaged LeNet-5 was trained. Chosen on the last 10,000 training pictures (`--hold-out 10000`), without a look at the test set.
 */
export const recipe: Recipe = {
  model: 'lenet5',
  epochs: 15,
  batchSize: 64,
  lr: 3e-3,
  augment: 'on',
  seed: 1,
  holdOut: 0,
  weightsDtype: 'float32',
};

const keys = Object.keys(recipe) as (keyof Recipe)[];

/** `batchSize` as it is typed: `--batch-size`. */
function flag(key: string): string {
  return `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** The recipe within the options of the command line. */
export function recipeOf(options: Recipe): Recipe {
  // fromEntries forgets which keys there are: all of a recipe's.
  return Object.fromEntries(keys.map((key) => [key, options[key]])) as unknown as Recipe;
}

/** The command that trains by this plan: `cv train --data <mnist dir> --model lenet5 ...`, without a path of this machine. */
export function commandOf(plan: TrainingPlan): string {
  const { holdOut, weightsDtype, ...always } = plan;
  const said = {
    ...always,
    ...(holdOut !== recipe.holdOut && { holdOut }),
    ...(weightsDtype !== recipe.weightsDtype && { weightsDtype }),
  };
  return ['cv train --data <mnist dir>', ...Object.entries(said).map(([key, value]) => `${flag(key)} ${value}`)].join(
    ' ',
  );
}

/**
 * Makes sure that the options given to a resumed training say what its plan says.
 *
 * @param options all options, of which only those in `given` were typed
 * @throws OptionError naming all that differ
 */
export function requireSamePlan(plan: TrainingPlan, options: Partial<TrainingPlan>, given: ReadonlySet<string>): void {
  const different = (Object.keys(plan) as (keyof TrainingPlan)[]).filter(
    (key) => given.has(key) && options[key] !== plan[key],
  );
  if (different.length === 0) return;
  const list = different.map((key) => `${flag(key)} ${plan[key]} there, ${options[key]} here`).join('; ');
  throw new OptionError(
    `the run to resume was planned differently: ${list}; leave these options out, or start another run with --out`,
    {
      different,
    },
  );
}

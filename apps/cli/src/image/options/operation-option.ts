import type { Option } from 'commander';

/** An option of an operation: how it stands on the command line, and the type of what comes out of it. */
export interface OperationOption<T> {
  /** @param flag name with dashes, such as `sigma-px` */
  readonly toOption: (flag: string) => Option;
  /** Makes what the operation gets of what the command line gave, such as the picture of a path; as it is without. */
  readonly load?: (value: unknown) => Promise<T>;
}

/** Options by the names that the operation gets them under; `sigmaPx` is `--sigma-px`. */
export type OperationOptions = Readonly<Record<string, OperationOption<unknown>>>;

/** What an operation gets. */
export type OptionValues<S extends OperationOptions> = {
  readonly [K in keyof S]: S[K] extends OperationOption<infer T> ? T : never;
};

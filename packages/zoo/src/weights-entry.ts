import type { StateDType } from '@cv/layers';

/** Trained weights: where they lie and what is known of them. */
export interface WeightsEntry {
  /** A safetensors file. */
  readonly url: URL;
  /** Of the file, in lower-case hexadecimal. */
  readonly sha256: string;
  /** Size of the file. */
  readonly bytes: number;
  /** How the floats are stored. */
  readonly dtype: StateDType;
  /** Share of the test pictures that are classified wrong, measured; null where unmeasured. */
  readonly testError: number | null;
  /** The file's own metadata: command, seed, date, ... */
  readonly metadata: Readonly<Record<string, string>>;
}

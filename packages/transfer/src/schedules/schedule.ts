/** Learning rate of a training step: a pure function of the step's number. */
export type Schedule = (step: number) => number;

/** A model that the page offers. */
export interface OfferedModel {
  /** Its id in the zoo, and the tag of its weights. */
  readonly id: string;
  readonly tag: string;
  readonly title: string;
  /** One sentence for people who choose. */
  readonly about: string;
}

/** The trained models of the page, the first one opens. One that this version of the zoo has not is left out. */
export const OFFERED_MODELS: readonly OfferedModel[] = [
  {
    id: 'lenet5',
    tag: 'mnist',
    title: 'LeNet-5',
    about: 'Two convolutions, then three fully connected layers: 61,706 weights.',
  },
  {
    id: 'mlp',
    tag: 'mnist',
    title: 'Small MLP',
    about: 'Fully connected layers only: every unit sees every pixel.',
  },
];

/** Id of the model that was trained in the page. */
export const TRAINED_HERE = 'trained-here';

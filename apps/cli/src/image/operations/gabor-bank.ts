import { gaborBank as answers } from '@cv/classical';
import { createPicture, type Picture } from '@cv/image';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { numberOption } from '../options/number-option.ts';
import { numbersOption } from '../options/numbers-option.ts';
import { borderOptions } from './border-options.ts';

export const gaborBank: AnyImageOperation = imageOperation({
  name: 'gabor-bank',
  family: 'Filters',
  description: 'Answer to stripes of several widths and directions: the strongest; --stages shows all.',
  input: 'gray',
  options: {
    frequencies: numbersOption('waves per pixel', { least: 0, default: [0.05, 0.1, 0.2, 0.4] }),
    orientations: numberOption('directions, evenly over half a turn', { default: 4, least: 1, whole: true }),
    bandwidth: numberOption('bandwidth in octaves', { default: 1, least: 0 }),
    ...borderOptions('reflect'),
  },
  run: (picture, options) => {
    const bank = answers(picture, options);
    const numbers = bank.map(({ frequency, angleRad, magnitude }) => ({
      frequency,
      angle: Math.round((angleRad * 180) / Math.PI),
      mean: magnitude.data.reduce((sum, value) => sum + value, 0) / magnitude.data.length,
    }));
    const names = numbers.map(({ frequency, angle }) => `frequency-${frequency}-angle-${angle}`);
    return {
      picture: strongest(bank.map(({ magnitude }) => magnitude)),
      numbers: { bank: numbers },
      stages: Object.fromEntries(bank.map(({ magnitude }, i) => [names[i]!, magnitude])),
    };
  },
});

/** The largest of the answers at each pixel. */
function strongest(answers: readonly Picture[]): Picture {
  const data = Float32Array.from(answers[0]!.data);
  for (const answer of answers) for (let i = 0; i < data.length; i++) data[i] = Math.max(data[i]!, answer.data[i]!);
  return createPicture({ ...answers[0]!, data, range: [0, Math.max(...answers.map(({ range }) => range[1]))] });
}

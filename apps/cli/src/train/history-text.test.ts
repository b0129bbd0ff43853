import { expect, it } from 'vitest';
import { historyText } from './history-text.ts';

it('the history is a line for each epoch, counted from 1, with empty fields for what was not measured', () => {
  const epochs = [
    { epoch: 0, loss: 0.5, accuracy: 0.75 },
    { epoch: 1, loss: 0.25, accuracy: 0.875, valid: { loss: 0.3, accuracy: 0.9 } },
  ];
  expect(historyText(epochs)).toBe(
    'epoch,loss,accuracy,valid_loss,valid_accuracy\n1,0.5,0.75,,\n2,0.25,0.875,0.3,0.9\n',
  );
});

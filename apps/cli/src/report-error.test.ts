import { DataError, OptionError } from '@cv/tensor/errors';
import { CommanderError } from 'commander';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { reportError } from './report-error.ts';

const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
afterEach(() => {
  printed.mockClear();
});

describe('reportError', () => {
  it.each([
    [new DataError('a.png: cut off'), 1, 'error: a.png: cut off'],
    [new OptionError('top is 0'), 2, 'error: top is 0'],
    [new DataError('first\n  second\n'), 1, 'error: first second'],
    [
      new TypeError('x is undefined'),
      1,
      'error: unexpected TypeError: x is undefined (this is a defect of cv; --debug shows where)',
    ],
    ['text', 1, 'error: unexpected text (this is a defect of cv; --debug shows where)'],
  ])('%s', (error, code, line) => {
    expect(reportError(error, { debug: false })).toBe(code);
    expect(printed.mock.calls).toEqual([[line]]);
  });

  it('adds the error itself, with its stack, when asked', () => {
    const error = new DataError('cut off');
    reportError(error, { debug: true });
    expect(printed.mock.calls).toEqual([[error], ['error: cut off']]);
  });

  it('leaves to commander what commander has said', () => {
    expect(reportError(new CommanderError(1, 'commander.unknownOption', ''), { debug: false })).toBe(2);
    expect(reportError(new CommanderError(0, 'commander.help', ''), { debug: false })).toBe(0);
    expect(printed).not.toHaveBeenCalled();
  });
});

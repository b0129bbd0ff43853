import { describe, expect, it } from 'vitest';
import {
  CvError,
  DataError,
  DisposedError,
  DTypeError,
  OptionError,
  ShapeError,
  UnsupportedError,
  WeightsError,
} from './errors.ts';

describe('errors', () => {
  it.each([
    [ShapeError, 'shape', 'ShapeError'],
    [DTypeError, 'dtype', 'DTypeError'],
    [OptionError, 'option', 'OptionError'],
    [DisposedError, 'disposed', 'DisposedError'],
    [UnsupportedError, 'unsupported', 'UnsupportedError'],
    [WeightsError, 'weights', 'WeightsError'],
    [DataError, 'data', 'DataError'],
  ])('%o carries code, name, fields and cause', (Class, code, name) => {
    const cause = new TypeError('below');
    const error = new Class('conv2d: wrong', { input: [1, 2] }, { cause });
    expect(error).toBeInstanceOf(CvError);
    expect(error).toMatchObject({ code, name, message: 'conv2d: wrong', fields: { input: [1, 2] }, cause });
    expect(String(error)).toBe(`${name}: conv2d: wrong`);
  });

  it('needs neither fields nor a cause', () => {
    const error = new CvError('wrong');
    expect(error.fields).toEqual({});
    expect('cause' in error).toBe(false);
  });
});

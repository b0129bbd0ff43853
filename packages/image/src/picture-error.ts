/** What was wrong: the fields of a `PictureError` name the values. */
export type PictureErrorCode =
  | 'size'
  | 'channels'
  | 'dtype'
  | 'length'
  | 'layout'
  | 'color-space'
  | 'range'
  | 'value'
  | 'background'
  | 'option';

/**
 * A picture that cannot be made or converted as asked. The message says where, what was expected and received, and what
 * to do; `code` and `fields` say the same for programs.
 *
 * @example
 * try {
 *   createPicture({ data: new Uint8Array(5), width: 2, height: 2, channels: 1 });
 * } catch (error) {
 *   if (error instanceof PictureError) console.log(error.code, error.fields); // length { expected: 4, received: 5, ... }
 * }
 */
export class PictureError extends Error {
  override readonly name = 'PictureError';
  readonly code: PictureErrorCode;
  readonly fields: Readonly<Record<string, unknown>>;

  /**
   * @param code which rule was broken
   * @param message `where: expected, received, next step`
   */
  constructor(code: PictureErrorCode, message: string, fields: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.fields = fields;
  }
}

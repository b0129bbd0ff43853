/** Input that a metric has no answer for; `code` is `'metric'`, `fields` hold the numbers. */
export class MetricError extends Error {
  override readonly name = 'MetricError';
  readonly code = 'metric';
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(message: string, fields: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.fields = fields;
  }
}

import prettyMilliseconds from 'pretty-ms';

const whole = new Intl.NumberFormat('en');
const bytes = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** `12,345` */
export function formatCount(count: number): string {
  return whole.format(Math.round(count));
}

/** A share of 0 to 1 as `98.41 %`; only what is exactly 0 or 1 reads `0.00 %` or `100.00 %`. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 99.99 && percent < 100) return '>99.99 %';
  if (percent > 0 && percent < 0.01) return '<0.01 %';
  return `${percent.toFixed(2)} %`;
}

/** `1m 20s`, `850ms` */
export function formatDuration(milliseconds: number): string {
  return prettyMilliseconds(
    milliseconds,
    milliseconds < 1000 ? {} : { secondsDecimalDigits: milliseconds < 1e4 ? 1 : 0 },
  );
}

/** `247 kB` */
export function formatBytes(count: number): string {
  return count < 1e6 ? `${bytes.format(count / 1e3)} kB` : `${bytes.format(count / 1e6)} MB`;
}

/** `0.0523`; what a training that goes wrong makes of it as `1.93e+14`. */
export function formatLoss(loss: number): string {
  return loss < 1000 ? loss.toFixed(4) : loss.toExponential(2);
}

import type { EpochReport, StepReport } from '@cv/transfer';
import { MultiBar, type SingleBar } from 'cli-progress';
import { barChars } from '../terminal/bar-chars.ts';
import { formatCount, formatDuration, formatLoss, formatShare } from '../terminal/numbers.ts';
import { Throughput } from './throughput.ts';

/** Off a terminal, a long epoch says this often how far it is. */
const LINE_EVERY_MS = 30_000;

/**
 * Shows on stderr how a training goes on: a line for each epoch, and below them a live bar; plain lines alone where stderr is no terminal.
 */
export class TrainingView {
  readonly #epochs: number;
  readonly #recent = new Throughput();
  #ofEpoch = new Throughput({ windowMs: Number.POSITIVE_INFINITY });
  readonly #bars: MultiBar | undefined;
  readonly #bar: SingleBar | undefined;
  #lineAt = performance.now();
  #remaining = 0;

  /** @param plan.done steps that an interrupted training has behind it */
  constructor({ epochs, steps, done }: { readonly epochs: number; readonly steps: number; readonly done: number }) {
    this.#epochs = epochs;
    if (!process.stderr.isTTY) return;
    this.#bars = new MultiBar({ ...barChars, format: '{epoch} {bar} {percentage}%  {facts}', clearOnComplete: true });
    this.#bar = this.#bars.create(steps, done, { epoch: 'starting', facts: '' });
  }

  step(report: StepReport): void {
    const { step, totalSteps, epoch, count, meanLoss, accuracy } = report;
    this.#recent.add(count);
    this.#ofEpoch.add(count);
    this.#remaining = (totalSteps - step - 1) * count;
    const facts = this.#facts(meanLoss, accuracy, this.#recent);
    this.#bar?.update(step + 1, { epoch: this.#name(epoch), facts });
    if (this.#bar !== undefined || performance.now() - this.#lineAt < LINE_EVERY_MS) return;
    this.line(`${this.#name(epoch)}  ${Math.floor((100 * (step + 1)) / totalSteps)}%  ${facts}`);
  }

  epoch({ epoch, loss, accuracy, valid }: EpochReport): void {
    const held = valid && `held out: loss ${formatLoss(valid.loss)}, accuracy ${formatShare(valid.accuracy)}`;
    const facts = this.#facts(loss, accuracy, this.#ofEpoch);
    this.line([this.#name(epoch), facts, held].filter((text) => text !== undefined).join('  '));
    this.#ofEpoch = new Throughput({ windowMs: Number.POSITIVE_INFINITY });
  }

  /** A line that stays, above the bar. */
  line(text: string): void {
    this.#lineAt = performance.now();
    if (this.#bars === undefined) console.error(text);
    else this.#bars.log(`${text}\n`);
  }

  /** Shows what is still to be shown and gives the terminal back. */
  close(): void {
    if (!this.#bars?.isActive) return;
    this.#bars.update(); // writes the lines; stop() would drop them
    this.#bars.stop();
  }

  #name(epoch: number): string {
    const total = String(this.#epochs);
    return `epoch ${String(epoch + 1).padStart(total.length)}/${total}`;
  }

  #facts(loss: number, accuracy: number, throughput: Throughput): string {
    const left = throughput.msFor(this.#remaining);
    const eta = left === undefined || this.#remaining === 0 ? '' : `  ETA ${formatDuration(left)}`;
    return `loss ${formatLoss(loss)}  acc ${formatShare(accuracy)}  ${formatCount(throughput.perSecond)} images/s${eta}`;
  }
}

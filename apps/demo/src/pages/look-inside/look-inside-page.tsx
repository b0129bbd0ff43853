import { useEffect } from 'preact/hooks';
import './look-inside.css';
import { AnswerBars } from './answer/answer-bars.tsx';
import { ModelChoice } from './answer/model-choice.tsx';
import { keepAnswering } from './answering.ts';
import { DevicePanel } from './device/device-panel.tsx';
import { NetworkView } from './network/network-view.tsx';
import { DrawingPad } from './pad/drawing-pad.tsx';
import { PadActions, undo } from './pad/pad-actions.tsx';
import { PictureActions } from './pad/picture-actions.tsx';
import { SampleDigits } from './pad/sample-digits.tsx';
import { Problem } from './problem.tsx';
import { TrainingPanel } from './training/training-panel.tsx';
import { whenIdle } from './when-idle.ts';

/** Draw a digit and see what every layer of a neural network makes of it. */
export function LookInsidePage() {
  useEffect(() => {
    let stop: (() => void) | undefined;
    const cancel = whenIdle(() => {
      stop = keepAnswering();
    });
    return () => {
      cancel();
      stop?.();
    };
  }, []);

  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'z' || !(event.ctrlKey || event.metaKey) || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      undo();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);

  return (
    <div class="page look-inside">
      <div class="intro">
        <h1>Draw a digit, look inside</h1>
        <p class="lead soft">
          A neural network reads it as you draw, here in your browser. Click any value to see what it is made of.
        </p>
      </div>
      <Problem />
      <div class="desk">
        <div class="side">
          <div class="pad-card card">
            <DrawingPad />
            <PadActions />
            <SampleDigits />
            <PictureActions />
          </div>
          <div class="answer-card card">
            <ModelChoice />
            <AnswerBars />
            <DevicePanel />
          </div>
        </div>
        <NetworkView />
      </div>
      <TrainingPanel />
    </div>
  );
}

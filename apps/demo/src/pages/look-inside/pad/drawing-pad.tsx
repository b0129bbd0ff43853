import './pad.css';
import { useEffect, useRef } from 'preact/hooks';
import type { Drawing, Stroke } from '../../../drawing/drawing.ts';
import { getEngine } from '../engine-access.ts';
import { percent } from '../numbers.ts';
import { best, pad } from '../state.ts';
import { drawPicture } from './draw-picture.ts';
import { drawStrokes } from './draw-strokes.ts';
import { penPoint } from './pointer-points.ts';

const SIZE = 560;
const INK = '#fdf6cf';

/** Where one draws, with mouse, pen or finger. */
export function DrawingPad() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const stroke = useRef<{ pointer: number; before: Drawing; points: Stroke } | null>(null);
  const content = pad.value;

  useEffect(() => {
    if (content.picture) drawPicture(canvas.current!, content.picture);
    else drawStrokes(canvas.current!, content.drawing, INK);
  }, [content]);

  const extend = (event: PointerEvent): void => {
    const current = stroke.current;
    if (current === null || current.pointer !== event.pointerId) return;
    const box = canvas.current!.getBoundingClientRect();
    const coalesced = event.getCoalescedEvents?.() ?? [];
    const points = (coalesced.length > 0 ? coalesced : [event]).map((one) => penPoint(one, box));
    current.points = [...current.points, ...points];
    pad.value = { drawing: [...current.before, current.points], picture: null, isSample: false };
  };

  const begin = (event: PointerEvent): void => {
    if (stroke.current !== null || event.button !== 0) return;
    void getEngine().catch(() => undefined); // the answer reports it
    event.preventDefault();
    canvas.current!.setPointerCapture(event.pointerId);
    const { drawing, isSample, picture } = pad.peek();
    stroke.current = { pointer: event.pointerId, before: isSample || picture ? [] : drawing, points: [] };
    extend(event);
  };

  const end = (event: PointerEvent): void => {
    if (stroke.current?.pointer === event.pointerId) stroke.current = null;
  };

  const top = best.value;
  return (
    <div class="pad-frame">
      <canvas
        ref={canvas}
        class="pad"
        role="img"
        aria-label={describe(content)}
        width={SIZE}
        height={SIZE}
        onPointerDown={begin}
        onPointerMove={extend}
        onPointerUp={end}
        onPointerCancel={end}
      />
      {top && (
        <span class="pad-verdict number" aria-hidden="true">
          {top.label} · {percent(top.probability)}
        </span>
      )}
    </div>
  );
}

function describe({ picture, drawing, isSample }: typeof pad.value): string {
  if (picture) return 'Drawing pad, showing a picture';
  if (drawing.length === 0) return 'Drawing pad, empty';
  return isSample ? 'Drawing pad, showing a sample digit' : `Drawing pad with ${drawing.length} strokes`;
}

import type { PenPoint } from '../../../drawing/drawing.ts';

/** The parts of a PointerEvent that drawing needs. */
type Pointer = Pick<PointerEvent, 'clientX' | 'clientY' | 'pointerType' | 'pressure'>;

/** Where a pointer is on the pad, 0 to 1; a pen tells its pressure, a mouse and a finger count as 0.5. */
export function penPoint(
  { clientX, clientY, pointerType, pressure }: Pointer,
  box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
): PenPoint {
  return {
    x: (clientX - box.left) / box.width,
    y: (clientY - box.top) / box.height,
    pressure: pointerType === 'pen' && pressure > 0 ? pressure : 0.5,
  };
}

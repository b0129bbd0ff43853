import { useEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import { CATEGORIES } from '../../../design/data-colors.ts';
import { theme } from '../../../design/theme.ts';
import { steps } from './training-state.ts';

const HEIGHT = 240;

/** Loss and accuracy by step; the numbers stand beside it for those who do not see it. */
export function LossChart() {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const shown = theme.value;

  useEffect(() => {
    let wanted = true;
    void import('./make-chart.ts').then(({ makeChart }) => {
      if (!wanted || box.current === null) return;
      chart.current = makeChart(box.current, { colors: CATEGORIES[shown], height: HEIGHT });
      chart.current.setData(columns());
    });
    const resize = new ResizeObserver(([entry]) => {
      chart.current?.setSize({ width: entry!.contentRect.width, height: HEIGHT });
    });
    resize.observe(box.current!);
    return () => {
      wanted = false;
      resize.disconnect();
      chart.current?.destroy();
      chart.current = null;
    };
  }, [shown]);

  const { length } = steps.value;
  useEffect(() => chart.current?.setData(columns()), [length]);

  return <div ref={box} class="chart" style={{ height: `${HEIGHT}px` }} aria-hidden="true" />;
}

function columns(): uPlot.AlignedData {
  const all = steps.peek();
  return [all.map(({ step }) => step + 1), all.map(({ loss }) => loss), all.map(({ accuracy }) => accuracy)];
}

import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

/** The chart of a training: loss on the left axis, accuracy (0 to 1) on the right. */
export function makeChart(
  box: HTMLElement,
  { colors, height }: { readonly colors: readonly string[]; readonly height: number },
): uPlot {
  const style = getComputedStyle(box);
  const ink = style.getPropertyValue('--ink-soft');
  const line = style.getPropertyValue('--line');
  const font = `12px ${style.fontFamily}`;
  const axis = { stroke: ink, font, ticks: { stroke: line, width: 1 }, grid: { stroke: line, width: 1 } };
  return new uPlot(
    {
      width: box.clientWidth,
      height,
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false },
        loss: { range: (_, __, max) => [0, Math.max(max, 0.5)] },
        accuracy: { range: [0, 1] },
      },
      axes: [
        axis,
        { ...axis, scale: 'loss', size: 48 },
        {
          ...axis,
          scale: 'accuracy',
          side: 1,
          size: 52,
          grid: { show: false },
          values: (_, ticks) => ticks.map((v) => `${Math.round(v * 100)} %`),
        },
      ],
      series: [
        {},
        { scale: 'loss', stroke: colors[1]!, width: 2, points: { show: false } },
        { scale: 'accuracy', stroke: colors[0]!, width: 2, dash: [6, 3], points: { show: false } },
      ],
    },
    [[], [], []],
    box,
  );
}

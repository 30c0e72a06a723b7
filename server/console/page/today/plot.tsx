import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { type Column, PARTS, stacked } from './data.ts';

interface PlotProps {
  columns: readonly Column[];
  /** What stands below a column. */
  label: (column: Column) => string;
  onPoint: (index: number | null) => void;
  onChoose: (column: Column) => void;
}

const HEIGHT = 220;
/** px; wider ones look like blocks. */
const WIDEST = 46;

/**
 * Stacked columns, for the eye alone: what they say stands beside them as text. Colours are those of the legend's swatches, so
 * that they follow the theme. It is made once and given new data: a live change does not flicker.
 */
export function Plot(props: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const plot = useRef<uPlot | null>(null);

  useEffect(() => {
    const root = place.current;
    if (!root) return;
    const made = new uPlot(options(root, latest), dataOf(latest.current.columns), root);
    plot.current = made;
    const resized = new ResizeObserver(() => made.setSize({ width: root.clientWidth, height: HEIGHT }));
    resized.observe(root);
    const recoloured = (): void => made.redraw();
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', recoloured);
    const themed = new MutationObserver(recoloured);
    themed.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      resized.disconnect();
      themed.disconnect();
      dark.removeEventListener('change', recoloured);
      made.destroy();
    };
  }, []);
  useEffect(() => {
    plot.current?.setData(dataOf(props.columns));
  }, [props.columns]);
  return <div class="plot" ref={place} aria-hidden="true" />;
}

function dataOf(columns: readonly Column[]): uPlot.AlignedData {
  const [x = [], ...tops] = stacked(columns);
  return [x, ...tops];
}

function options(root: HTMLElement, latest: { current: PlotProps }): uPlot.Options {
  const columns = (): readonly Column[] => latest.current.columns;
  const colour = (name: string): string => getComputedStyle(root).getPropertyValue(name);
  const axis = { stroke: () => resolved(root, 'color'), ticks: { show: false }, font: '12px system-ui, sans-serif' };
  return {
    width: root.clientWidth,
    height: HEIGHT,
    padding: [10, 6, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: {
      x: { time: false, range: () => [-0.5, columns().length - 0.5] },
      y: { range: (_plot, _least, most) => [0, Math.max(4, most * 1.08)] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 28,
        space: 64,
        incrs: [1, 2, 4, 7, 14],
        values: (_plot, at) => at.map((index) => textAt(columns()[index], latest.current)),
      },
      {
        ...axis,
        size: 40,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000],
        grid: { stroke: () => colour('--plot-grid') || resolved(root, 'border-top-color'), width: 1 },
      },
    ],
    series: [
      {},
      ...PARTS.toReversed().map((part) => ({
        label: part,
        width: 0,
        fill: () => swatchColour(root, part),
        ...(uPlot.paths.bars ? { paths: uPlot.paths.bars({ size: [0.72, WIDEST], radius: 0.12 }) } : {}),
        points: { show: false },
      })),
    ],
    hooks: {
      setCursor: [({ cursor }) => latest.current.onPoint(cursor.idx ?? null)],
      ready: [
        ({ over, cursor }) => {
          over.addEventListener('click', () => {
            const column = columns()[cursor.idx ?? -1];
            if (column) latest.current.onChoose(column);
          });
          over.addEventListener('mouseleave', () => latest.current.onPoint(null));
        },
      ],
    },
  };
}

function textAt(column: Column | undefined, { label }: PlotProps): string {
  return column ? label(column) : '';
}

function resolved(root: Element, property: string): string {
  return getComputedStyle(root).getPropertyValue(property);
}

/** A canvas does not know custom properties: the colour is read where the browser has worked it out. */
function swatchColour(root: HTMLElement, part: string): string {
  const swatch = root.parentElement?.querySelector(`.swatch[data-part="${part}"]`);
  return swatch ? resolved(swatch, 'background-color') : resolved(root, 'color');
}

import { WORDS } from '../words/en.ts';
import { dollars } from './format.ts';

/** One column of a chart: its name, and what was paid and what came back, in cents. */
export interface Column {
  name: string;
  paid: number;
  back: number;
}

const HEIGHT = 140;

/** What was paid and what came back, as columns: a picture with its words, and the same as a table. */
export function Chart({ title, unit, columns }: { title: string; unit: string; columns: Column[] }) {
  const { charts } = WORDS;
  const highest = Math.max(1, ...columns.flatMap(({ paid, back }) => [paid, back]));
  const width = 100 / columns.length;
  const heightOf = (cents: number) => (cents === 0 ? 0 : Math.max(2, (cents / highest) * HEIGHT));
  return (
    <figure class="stack">
      <figcaption class="heading">
        <h2>{title}</h2>
        <span class="row small quiet">
          <span class="swatch paid-fill" /> {charts.paid} <span class="swatch back-fill" /> {charts.back}
        </span>
      </figcaption>
      {/* Only its width is relative: words keep their size on a phone. */}
      <svg class="chart" height={HEIGHT + 24} role="img" aria-label={columns.map(tell).join('; ')}>
        {columns.map(({ name, paid, back }, index) => (
          <g key={name}>
            <rect class="paid-fill" {...box((index + 0.16) * width, heightOf(paid), width)} />
            <rect class="back-fill" {...box((index + 0.52) * width, heightOf(back), width)} />
            <text x={`${(index + 0.5) * width}%`} y={HEIGHT + 17} font-size="11" text-anchor="middle">
              {name}
            </text>
          </g>
        ))}
        <line x2="100%" y1={HEIGHT} y2={HEIGHT} stroke="currentColor" opacity="0.3" />
      </svg>
      <details class="small">
        <summary>{charts.table}</summary>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{unit}</th>
              <th scope="col" class="end">
                {charts.paid}
              </th>
              <th scope="col" class="end">
                {charts.back}
              </th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ name, paid, back }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td class="end">{dollars(paid)}</td>
                <td class="end">{dollars(back)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** A column from `x` on, in percent, and as high as so many pixels. */
function box(x: number, height: number, width: number) {
  return { x: `${x}%`, width: `${width * 0.32}%`, y: HEIGHT - height, height, rx: Math.min(3, height / 2) };
}

function tell({ name, paid, back }: Column): string {
  const { charts } = WORDS;
  return `${name}: ${charts.paid} ${dollars(paid)}, ${charts.back} ${dollars(back)}`;
}

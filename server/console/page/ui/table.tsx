import type { ComponentChildren } from 'preact';

interface TableProps {
  /** What it is, for who does not see where it stands. */
  caption: string;
  /** What stands over each column. */
  columns: readonly string[];
  /** Over the columns of numbers, which come after the others. */
  numbers?: readonly string[];
  /** Over a last column of buttons; not shown. */
  actions?: string | false;
  /** How it looks on a phone: `cards`, `scrolls`, or the page's own. */
  class?: string;
  /** The rows. */
  children: ComponentChildren;
}

export function Table({ caption, columns, numbers = [], actions = false, class: looks = '', children }: TableProps) {
  return (
    <div class={`table ${looks}`.trim()}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            {numbers.map((name) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
            {actions !== false && (
              <th scope="col">
                <span class="unseen">{actions}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

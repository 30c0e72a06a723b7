import type { Button as ButtonJson } from '../../apps-script/card-json.ts';
import { useCard } from './context.ts';
import { Drawing, Icon } from './icon.tsx';

const STYLES = { FILLED: 'filled', FILLED_TONAL: 'tonal', OUTLINED: 'outlined', BORDERLESS: 'borderless' } as const;

/** @param source names the button within its card, so that the spinner and the focus find it again. */
export function Button({ button, source }: { button: ButtonJson; source: string }) {
  const { controller, busy } = useCard();
  const works = busy?.source === source && busy.spinner;
  const style = button.color ? 'filled' : STYLES[button.type ?? 'BORDERLESS'];
  return (
    <button
      type="button"
      class={`card-button card-button-${style}`}
      style={button.color ? { backgroundColor: button.color, borderColor: button.color, color: inkOn(button.color) } : {}}
      disabled={button.disabled === true}
      aria-disabled={busy !== null}
      aria-busy={works}
      aria-label={button.altText}
      data-focus={source}
      onClick={() => void controller.click(source, button.onClick)}
    >
      {works ? <span class="card-spinner" aria-hidden="true" /> : button.icon && <Icon icon={button.icon} />}
      {button.text && <span>{button.text}</span>}
      {'openLink' in button.onClick && button.text && <Drawing name="open_in_new" />}
    </button>
  );
}

/** Black or white, whichever reads better on the colour (relative luminance of WCAG 2.2). */
function inkOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000000' : '#ffffff';
}

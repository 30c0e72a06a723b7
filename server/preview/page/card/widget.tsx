import { useId } from 'preact/hooks';
import { safeLink } from '../../apps-script/basic-html.ts';
import type { DecoratedText as DecoratedJson, Widget as WidgetJson } from '../../apps-script/card-json.ts';
import { Button } from './button.tsx';
import { useCard } from './context.ts';
import { Html } from './html.tsx';
import { Icon } from './icon.tsx';
import { SelectionInput, Switch, TextInput } from './inputs.tsx';

export function Widget({ widget, source }: { widget: WidgetJson; source: string }) {
  if ('textParagraph' in widget) {
    return (
      <div class="card-text">
        <Html text={widget.textParagraph.text} />
      </div>
    );
  }
  if ('decoratedText' in widget) return <DecoratedText decorated={widget.decoratedText} source={source} />;
  if ('buttonList' in widget) {
    return (
      <div class="card-buttons">
        {widget.buttonList.buttons.map((button, index) => (
          <Button key={`${index}`} button={button} source={`${source}.${index}`} />
        ))}
      </div>
    );
  }
  if ('textInput' in widget) return <TextInput input={widget.textInput} source={source} />;
  if ('selectionInput' in widget) return <SelectionInput input={widget.selectionInput} source={source} />;
  if ('image' in widget) return <Image image={widget.image} source={source} />;
  return <hr class="card-divider" />;
}

function DecoratedText({ decorated, source }: { decorated: DecoratedJson; source: string }) {
  const { controller, busy } = useCard();
  const id = useId();
  const { onClick, startIcon, endIcon, button, switchControl } = decorated;
  const works = busy?.source === source && busy.spinner;
  const words = (
    <>
      {startIcon && (works ? <span class="card-spinner" aria-hidden="true" /> : <Icon icon={startIcon} />)}
      <span class={decorated.wrapText ? 'card-words' : 'card-words card-words-cut'} id={id}>
        {decorated.topLabel && <span class="card-label">{decorated.topLabel}</span>}
        <span class="card-main">
          <Html text={decorated.text} links={onClick === undefined} />
        </span>
        {decorated.bottomLabel && <span class="card-label">{decorated.bottomLabel}</span>}
      </span>
      {endIcon && <Icon icon={endIcon} />}
    </>
  );
  return (
    <div class="card-row">
      {onClick ? (
        <button
          type="button"
          class="card-row-main card-row-click"
          aria-disabled={busy !== null}
          aria-busy={works}
          data-focus={source}
          onClick={() => void controller.click(source, onClick)}
        >
          {words}
        </button>
      ) : (
        <div class="card-row-main">{words}</div>
      )}
      {button && <Button button={button} source={`${source}.b`} />}
      {switchControl && <Switch control={switchControl} source={`${source}.s`} labelledBy={id} />}
    </div>
  );
}

function Image({ image, source }: { image: Extract<WidgetJson, { image: object }>['image']; source: string }) {
  const { controller, busy } = useCard();
  const url = safeLink(image.imageUrl);
  const { onClick } = image;
  const drawing = url && <img class="card-image" src={url} alt={image.altText ?? ''} referrerpolicy="no-referrer" />;
  if (!onClick) return <div>{drawing}</div>;
  return (
    <button
      type="button"
      class="card-row-click"
      aria-disabled={busy !== null}
      aria-label={image.altText}
      data-focus={source}
      onClick={() => void controller.click(source, onClick)}
    >
      {drawing}
    </button>
  );
}

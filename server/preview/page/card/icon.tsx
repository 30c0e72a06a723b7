import { safeLink } from '../../apps-script/basic-html.ts';
import type { Icon as IconJson } from '../../apps-script/card-json.ts';
import { KNOWN, NEUTRAL, PATHS } from './icon-paths.ts';

export function Drawing({ name, fill = false }: { name: string; fill?: boolean }) {
  const path = Object.hasOwn(PATHS, name) ? PATHS[name] : NEUTRAL;
  return (
    <svg class={fill ? 'card-symbol card-symbol-filled' : 'card-symbol'} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  );
}

export function Icon({ icon }: { icon: IconJson }) {
  const url = icon.iconUrl === undefined ? null : safeLink(icon.iconUrl);
  const drawing =
    url !== null ? (
      <img class="card-symbol" src={url} alt="" referrerpolicy="no-referrer" />
    ) : (
      <Drawing name={icon.materialIcon?.name ?? KNOWN[icon.knownIcon ?? ''] ?? ''} fill={icon.materialIcon?.fill ?? false} />
    );
  return icon.altText ? (
    <span class="card-icon" role="img" aria-label={icon.altText}>
      {drawing}
    </span>
  ) : (
    <span class="card-icon">{drawing}</span>
  );
}

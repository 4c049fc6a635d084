import { ICON_PATHS, type IconName } from './icon-paths.ts';

export interface IconProps {
  name: IconName;
  /** Pixels; 20 unless told. */
  size?: number | undefined;
  /** Said to screen readers; without one the icon is decoration. */
  label?: string | undefined;
}

export function Icon({ name, size = 20, label }: IconProps) {
  const said = label === undefined ? { 'aria-hidden': 'true' as const } : { role: 'img', 'aria-label': label };
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 20 20" {...said}>
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}

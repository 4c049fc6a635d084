import { useView } from '../view.ts';
import { ICON_PATHS, type IconName } from './icon-paths.ts';

export interface IconProps {
  name: IconName;
  /** Pixels; 20 unless told. */
  size?: number | undefined;
  /** Said to screen readers; without one the icon is decoration. */
  label?: string | undefined;
}

/** Refers to its drawing at the end of the page; in a piece that is put into one later it brings the drawing along. */
export function Icon({ name, size = 20, label }: IconProps) {
  const { icons } = useView();
  const said = label === undefined ? { 'aria-hidden': 'true' as const } : { role: 'img', 'aria-label': label };
  const sized = size === 20 ? {} : { width: size, height: size };
  icons?.add(name);
  return icons ? (
    <svg class="icon" {...sized} {...said}><use href={`#i-${name}`} /></svg>
  ) : (
    <svg class="icon" {...sized} viewBox="0 0 20 20" {...said}><path d={ICON_PATHS[name]} /></svg>
  );
}

/** The drawings of all icons that stood before it on the page. */
export function IconDrawings() {
  const { icons } = useView();
  if (!icons || icons.size === 0) return null;
  return (
    <svg hidden>
      {([...icons] as IconName[]).map((name) => <symbol id={`i-${name}`} viewBox="0 0 20 20"><path d={ICON_PATHS[name]} /></symbol>)}
    </svg>
  );
}

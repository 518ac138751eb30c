// One icon: an inline SVG in currentColor.
export interface IconProps {
  /** the path, from icons/ */
  readonly path: string;
  readonly size?: 14 | 16 | 20 | 24;
}

export function Icon({ path, size = 16 }: IconProps) {
  return (
    <svg class={size === 16 ? "i" : `i s${size}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

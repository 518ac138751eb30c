// Icons of the console, in the same box and stroke as the others.
import { importing, sliders } from "../../icons/shell";
import type { View } from "./place";

const people = "M8.3 5.5a2.3 2.3 0 1 1-4.6 0 2.3 2.3 0 0 1 4.6 0ZM1.8 13c.3-2.5 2-3.7 4.2-3.7s3.9 1.2 4.2 3.7M10.5 3.5a2.2 2.2 0 0 1 0 4.1M12 9.7c1.3.5 2 1.6 2.2 3.3";
const load = "M2.5 11.5l3-4 2.5 2 3-5 2.5 3M2.5 13.5h11";
export const VIEW_ICONS: Readonly<Record<View, string>> = { sessions: people, load, mode: sliders };
export const signOutIcon = "M9.5 3H5a1.5 1.5 0 0 0-1.5 1.5v7A1.5 1.5 0 0 0 5 13h4.5M7 8h6.5M11 5.5 13.5 8 11 10.5";
export const refresh = "M12.8 6.3A5 5 0 1 0 13 9M13 3v3.3H9.7";
export const snow = "M8 2v12M2.8 5l10.4 6M13.2 5 2.8 11";
export const sun = "M10.5 8a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0ZM8 2v1.500M8 12.500V14M2 8h1.500M12.5 8H14M3.8 3.800l1 1M11.2 11.200l1 1M12.2 3.800l-1 1M4.8 11.200l-1 1";
export const more = "M3.5 8h.01M8 8h.01M12.5 8h.01";
export const up = "m4.5 9.5 3.5-3.5 3.5 3.5";
export { importing as download };

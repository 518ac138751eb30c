// Icons of the Import page.
export const folder = "M2.5 12V4.5a1 1 0 0 1 1-1h2.9l1.6 2h4.5a1 1 0 0 1 1 1V12a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1Z";

// Icons of the parts around the editor, in the same box and stroke as those of the frame.
export const sideBySide = "M3.5 3H6.5V13H3.5A1 1 0 0 1 2.5 12V4A1 1 0 0 1 3.5 3ZM9.5 3H12.5A1 1 0 0 1 13.5 4V12A1 1 0 0 1 12.5 13H9.5Z";
export const spark = "M8 2.5c.5 3.2 2 4.8 5.5 5.5-3.5.7-5 2.3-5.5 5.5C7.5 10.3 6 8.7 2.5 8 6 7.3 7.5 5.7 8 2.5Z";

// Icons of the data table's filters, views and quick look, in the same box and stroke as those of the frame.
export const filter = "M2.5 4.5h11M4.5 8h7M6.5 11.5h3";
export const pencil = "M3 13l.7-2.9 6.9-6.9a1.2 1.2 0 0 1 1.7 0l.5.5a1.2 1.2 0 0 1 0 1.7L5.9 12.3ZM9.6 4.2l2.2 2.2";
export const dots = "M3.5 8v.1M8 8v.1M12.5 8v.1";
export const up = "m4.5 9.5 3.5-3.5 3.5 3.5";
export const outside = "M9.5 3H13v3.5M12.7 3.3 8 8M11.5 9.5V12a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5.5a1 1 0 0 1 1-1h2.5";
export const duplicate = "M7 5.5h5A1.5 1.5 0 0 1 13.5 7v5a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 12V7A1.5 1.5 0 0 1 7 5.5ZM10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5";

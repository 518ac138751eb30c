// Which colour a label has; none until the editor's parser is there (colors.ts).

/** The CSS colour of a control's label; undefined for choices, and for labels that the config does not have. */
export type LabelColors = (control: string, label: string) => string | undefined;

export const NO_COLORS: LabelColors = () => undefined;

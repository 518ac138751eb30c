// What the pages need to know of a label config without parsing it.
const EMPTY_CONFIG = /^\s*(<!--[^]*?-->\s*)*<View\s*(\/>|>\s*<\/View>)\s*$/;

/** True when a label config asks for nothing. */
export const asksNothing = (config: string): boolean => config.trim() === "" || EMPTY_CONFIG.test(config);

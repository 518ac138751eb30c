// This browser's storage, which may be forbidden or full: then nothing is kept and the pages go on without it.
const PREFIX = "studio:";

export const stored = {
  read<T>(key: string): T | undefined {
    try {
      const text = localStorage.getItem(PREFIX + key);
      return text === null ? undefined : (JSON.parse(text) as T);
    } catch (error) {
      if (error instanceof DOMException || error instanceof SyntaxError) return undefined;
      throw error;
    }
  },

  /** Returns false when the browser did not keep it. */
  write(key: string, value: unknown): boolean {
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify(value));
      return true;
    } catch (error) {
      if (error instanceof DOMException) return false;
      throw error;
    }
  },

  remove(key: string): void {
    try {
      localStorage.removeItem(PREFIX + key);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  },

  /** Every key that starts with `start`, without our own prefix. */
  keys(start: string): string[] {
    try {
      return Object.keys(localStorage)
        .filter((key) => key.startsWith(PREFIX + start))
        .map((key) => key.slice(PREFIX.length));
    } catch (error) {
      if (error instanceof DOMException) return [];
      throw error;
    }
  },
};

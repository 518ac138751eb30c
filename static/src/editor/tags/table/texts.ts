// Texts of the Table tag.
import { catalogue } from "../../../language/catalogue";

export const texts = catalogue("table", {
  none: "This task holds no table here.",
  failed: (reason: string): string => `This table did not load. ${reason}`,
  showAll: (rows: number): string => `Show all ${rows} rows`,
});

// What stands around the editor on the labeling page: one chunk that comes when the first task has been painted.
export { default } from "./Around";
export { changeConfig } from "./config-changed";
export { recover } from "./local-drafts";
export { keepRefused } from "./refused";
export { remove } from "./remove";

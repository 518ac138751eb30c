import { expect, it } from "vitest";
import { ApiError, ConnectionLost } from "../../api";
import { failure, partOf, type JobState } from "./job";

const refused = (status: number, code?: string): ApiError => new ApiError(status, "It did not work.", code === undefined ? {} : { code });
const isOfTheFile = (error: Error): boolean => (failure(error) as { file?: true }).file === true;

it.each([
  [400, undefined], // no tasks in it, a format that is not read
  [400, "archive-refused"],
  [400, "extra-missing"],
  [403, "url-import-off"],
  [413, undefined],
  [415, undefined],
])("does not offer another try of what is refused for what it is: %i %s", (status, code) => {
  expect(isOfTheFile(refused(status, code))).toBe(true);
});

it.each([
  [400, "import-running"],
  [400, "import-incomplete"],
  [400, "address-failed"],
  [400, "address-refused"], // also said when a name is not known, as while the server's name service is down
  [400, "label-config"],
  [400, "config-needed"],
  [403, "quota-bytes"],
  [403, "too-many-imports"],
  [404, "import-gone"],
  [429, "rate"],
  [500, undefined],
  [503, "maintenance"],
  [507, "disk-floor"],
])("offers another try of what may go later: %i %s", (status, code) => {
  expect(isOfTheFile(refused(status, code))).toBe(false);
});

it("offers another try when no answer came", () => {
  expect(isOfTheFile(new ConnectionLost())).toBe(false);
});

it("fills one bar from the first byte sent to the last row read, and never lets it fall", () => {
  const pace = { speed: undefined, left: undefined };
  const states: readonly JobState[] = [
    { kind: "sending", sent: 0, total: 100, pace },
    { kind: "sending", sent: 40, total: 100, pace },
    { kind: "paused", sent: 40, total: 100 },
    { kind: "sending", sent: 100, total: 100, pace },
    { kind: "reading", rows: 0, part: 0, pace },
    { kind: "reading", rows: 10, part: 0.5, pace },
    { kind: "reading", rows: 20, part: 1, pace },
  ];
  const job = { id: 1, name: "a.csv", type: "", kind: "CSV", size: 100, files: [], options: {}, skipRefused: false, server: undefined };
  expect(states.map((state) => partOf({ ...job, state }))).toEqual([0, 0.2, 0.2, 0.5, 0.5, 0.75, 1]);
  expect(partOf({ ...job, state: { kind: "fetching", sent: 0, total: 0, pace } })).toBeUndefined();
});

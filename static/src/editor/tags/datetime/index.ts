// <DateTime>: when.
import { resolveText } from "../../core/variables";
import type { TagDescriptor } from "../../core/types";
import { ASKING } from "../asking";
import { createDateTime } from "./datetime";
import { writeMoment } from "./format";
import { momentKind, writtenMoment } from "./kind";

export const DateTime: TagDescriptor = {
  api: 1,
  tag: "DateTime",
  kind: "control",
  doc: "A question that is answered with a date, a time, or both.",
  example: '<View>\n  <Text name="text" value="$text"/>\n  <Header value="When did it happen?"/>\n  <DateTime name="when" toName="text" only="date" max="2030-12-31"/>\n  <Header value="Which month is meant?"/>\n  <DateTime name="month" toName="text" only="month,year"/>\n</View>',
  result: '[{"id": "w4Xk", "from_name": "when", "to_name": "text", "type": "datetime", "origin": "manual", "value": {"datetime": "2024-02-29"}}, {"id": "k1pZ", "from_name": "month", "to_name": "text", "type": "datetime", "origin": "manual", "value": {"datetime": "2024-02"}}]',
  attributes: {
    ...ASKING,
    only: { type: "string", doc: "What is asked for: date, time, month or year, or several of them with commas; date and time, without it." },
    format: { type: "string", doc: "How it is written in the results, as strftime has it, for instance %d.%m.%Y." },
    min: { type: "string", doc: "The first moment that is taken, for instance 2020-01-31." },
    max: { type: "string", doc: "The last moment that is taken." },
    defaultValue: { type: "string", doc: "The moment from the start, for instance 2024-02-29T12:00." },
  },
  objects: ["*"],
  resultType: "datetime",
  region: false,
  initial(attributes, data) {
    const kind = momentKind(attributes);
    const moment = writtenMoment(resolveText(attributes.string("defaultValue"), data), kind);
    return moment && writeMoment(moment, kind.format);
  },
  create: createDateTime,
};

export const tags: readonly TagDescriptor[] = [DateTime];

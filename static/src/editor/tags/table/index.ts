// <Table>: rows and columns, or keys and values, to read.
import type { TagDescriptor } from "../../core/types";
import { CONDITIONS } from "../view";
import { createTable } from "./table";

export const Table: TagDescriptor = {
  api: 1,
  tag: "Table",
  kind: "object",
  doc: "A table to read: an object as keys and values, a list as rows, or comma-separated values.",
  example: '<View>\n  <Table name="order" value="$order"/>\n  <Choices name="check" toName="order">\n    <Choice value="Plausible"/>\n    <Choice value="Look again"/>\n  </Choices>\n</View>',
  attributes: {
    name: { type: "name", required: true, doc: "The name that controls point to." },
    value: { type: "data", required: true, doc: "The field of the task that holds the table, or its address." },
    valueType: { type: "string", default: "json", doc: 'What the field holds: json, csv or url (the address of json), with further words after commas: "csv,separator=;,headless,url".' },
    style: { type: "css", doc: "CSS declarations for it." },
    ...CONDITIONS,
  },
  geometry: [],
  create: createTable,
};

export const tags: readonly TagDescriptor[] = [Table];

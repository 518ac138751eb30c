// <Audio>: a recording to listen to.
import type { TagDescriptor } from "../../core/types";
import { CONDITIONS } from "../view";
import { createAudio } from "./audio";

export const Audio: TagDescriptor = {
  api: 1,
  tag: "Audio",
  aliases: ["AudioPlus"],
  kind: "object",
  doc: "A recording to listen to: play, seek, speed, loudness. Regions that other tools made on it are kept.",
  example: '<View>\n  <Audio name="call" value="$recording"/>\n  <Choices name="mood" toName="call">\n    <Choice value="Calm"/>\n    <Choice value="Upset"/>\n  </Choices>\n</View>',
  attributes: {
    name: { type: "name", required: true, doc: "The name that controls point to." },
    value: { type: "data", required: true, doc: "The field of the task that holds the address of the recording, for instance $audio." },
    defaultSpeed: { type: "number", default: 1, doc: "How fast it plays at first." },
    defaultVolume: { type: "number", default: 1, doc: "How loud it plays at first, from 0 to 1." },
    speed: { type: "boolean", default: true, doc: "Whether the speed can be chosen." },
    volume: { type: "boolean", default: true, doc: "Whether the loudness can be chosen." },
    hotkey: { type: "hotkey", default: "alt+space", doc: "The key that plays and pauses." },
    zoom: { type: "boolean", default: true, doc: "Accepted; there is no waveform to enlarge." },
    defaultZoom: { type: "number", default: 1, doc: "Accepted; there is no waveform to enlarge." },
    defaultScale: { type: "number", default: 1, doc: "Accepted; there is no waveform to scale." },
    sync: { type: "string", doc: "Accepted; nothing else plays along." },
    height: { type: "number", default: 96, doc: "Accepted; there is no waveform." },
    waveHeight: { type: "number", default: 32, doc: "Accepted; there is no waveform." },
    splitChannels: { type: "boolean", default: false, doc: "Accepted; there is no waveform." },
    decoder: { type: "string", default: "webaudio", doc: "Accepted; the browser decodes." },
    player: { type: "string", default: "html5", doc: "Accepted; the browser plays." },
    ...CONDITIONS,
  },
  geometry: ["start", "end", "channel"],
  create: createAudio,
};

export const tags: readonly TagDescriptor[] = [Audio];

// How long the project is kept, and what it holds of what it may.
import { Bar } from "../../components/State";
import { bytes } from "../../format";
import { serverNow } from "../../life/clock";
import { spans } from "../../life/life";
import { day, moment } from "../../life/moments";
import type { SessionInfo } from "../../session";
import { settings as words } from "../../strings/settings";
import { Row, Section } from "./Section";

export function KeptSection({ info }: { readonly info: SessionInfo | undefined }) {
  return (
    <Section id="kept" title={words.kept}>
      <Row name={words.until} text>
        {info === undefined ? <span class="sk line" /> : info.new ? <span class="muted">{words.nothingYet}</span> : <End info={info} />}
      </Row>
      {info?.usage && <Holdings info={info} />}
    </Section>
  );
}

function End({ info }: { readonly info: SessionInfo }) {
  const { idle, age } = spans();
  if (!info.expires_at) return <b class="strong">{words.never}</b>;
  const end = moment(Date.parse(info.expires_at), serverNow());
  const begun = Date.parse(info.projects.find((one) => one.active)?.created_at ?? "");
  const latest = age > 0 && !Number.isNaN(begun) ? day(begun + age * 1000, serverNow()) : undefined;
  return (
    <>
      <b class="strong">{end}</b>{" "}
      <span class="muted">{info.expires_because === "age" ? words.byAge(age) : words.byIdle(idle, latest)}</span>
    </>
  );
}

function Holdings({ info }: { readonly info: SessionInfo }) {
  const { usage, limits } = info;
  if (!usage) return null;
  const most = limits?.bytes ?? 0;
  return (
    <Row name={words.space} text>
      <div class="row space">
        <span class="num nb">{most > 0 ? words.ofSpace(bytes(usage.bytes), bytes(most)) : bytes(usage.bytes)}</span>
        {most > 0 && <span class="grow"><Bar part={usage.bytes / most} label={words.spaceUsed} {...(usage.bytes >= most * 0.9 ? { tone: "warn" as const } : {})} /></span>}
        <span class="small muted nb num">{words.inIt(usage.uploads)}</span>
      </div>
    </Row>
  );
}

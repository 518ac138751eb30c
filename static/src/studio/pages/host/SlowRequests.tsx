// The requests that took long, newest first. Paths are what clients asked for: text.
import { hostLoad as words } from "../../strings/host-load";
import { Line } from "./Foreign";
import type { SlowRequest } from "./host-api";
import { go, href } from "./place";
import { duration, moment, since } from "./times";

export function SlowRequests({ slow }: { readonly slow: readonly SlowRequest[] }) {
  const now = new Date();
  return (
    <section class="card slow" id="slow" tabIndex={-1} aria-labelledby="slow-heading">
      <div class="ch">
        <h2 id="slow-heading">{words.slow}</h2>
        <span class="small">{words.slowLead}</span>
      </div>
      {slow.length === 0 ? (
        <p class="hl muted">{words.noSlow}</p>
      ) : (
        <div class="twrap">
          <table class="t tight requests">
            <thead>
              <tr>
                <th>{words.columns.at}</th>
                <th>{words.columns.request}</th>
                <th class="n">{words.columns.status}</th>
                <th class="n">{words.columns.time}</th>
                <th>{words.columns.session}</th>
              </tr>
            </thead>
            <tbody>
              {slow.map((request, index) => (
                <tr key={`${request.at} ${index}`}>
                  <td class="nb"><time dateTime={request.at} title={moment(request.at, now)}>{since(request.at, now)}</time></td>
                  <td class="path"><code><Line text={`${request.method} ${request.path}`} longest={160} /></code></td>
                  <td class="n">{request.status}</td>
                  <td class="n nb">{duration(request.ms)}</td>
                  <td><Asker session={request.session} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** The session that asked; what is not a whole id cannot be opened. */
function Asker({ session }: { readonly session: string | null }) {
  if (session === null || session === "") return <span class="faint">{words.noSession}</span>;
  const short = session.slice(0, 8);
  if (!/^[0-9a-f]{32}$/.test(session)) return <code><Line text={short} /></code>;
  const target = { view: "sessions", session, task: undefined, tasks: 1 } as const;
  return (
    <a
      href={href(target)}
      aria-label={words.openSession(short)}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        go(target);
      }}
    >
      <code>{short}</code>
    </a>
  );
}

// The requests that took long, newest first. The session is the short name that it has in the log.
import { hostLoad as words } from "../../strings/host-load";
import { Line } from "./Foreign";
import type { SlowRequest } from "./host-api";
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
                  <td>{request.session === "" ? <span class="faint">{words.noSession}</span> : <code><Line text={request.session} longest={16} /></code>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

// The host's console. It stands beside the studio and not in it: no project, no session of a visitor, no router of the pages.
import { render } from "preact";
import type { Bootstrap } from "../../bootstrap";
import { startAccess, takeKey } from "./access";
import { HostApp } from "./HostApp";
import "./host.css";
import { followAddress } from "./place";

export interface HostBootstrap extends Bootstrap {
  /** the request for the page came with the host's cookie */
  readonly signed_in?: boolean;
}

/** Shows the console in `place`. */
export function showHost(place: Element, bootstrap: HostBootstrap): void {
  const key = takeKey(); // before anything else: it stands in the address
  followAddress();
  void startAccess(key, bootstrap.signed_in === true);
  render(<HostApp />, place);
}

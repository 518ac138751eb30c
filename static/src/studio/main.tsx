// The entry of every page: reads what the server wrote into it, and shows the page. What several pages share comes with it
// (the imports without names), so that it is no request of its own.
import { render } from "preact";
import "../look/tokens.css";
import "../look/base.css";
import "./studio.css";
import { untilThere } from "../editor/core/late";
import { App } from "./App";
import { useRoot, useStamp } from "./api";
import { readBootstrap } from "./bootstrap";
import "./config-watch";
import { startLanguage } from "./language";
import { startBadge } from "./life/badge";
import { startRouter } from "./router";
import "./shared/editor";
import "./shared/label-config";
import "./shared/storage-key";
import "./shared/tasks";
import "./unique-id";
import { startStudio } from "./studio";
import "./stylesheets";
import { applyTheme } from "./theme";

applyTheme();
const bootstrap = readBootstrap(document);
useRoot(bootstrap.root);
useStamp(bootstrap.session.stamp);

const place = document.getElementById("studio") ?? document.body.appendChild(document.createElement("div"));
place.id = "studio";
if (bootstrap.page === "host") {
  // the host's console is no page of the studio: it knows no session
  void untilThere(() => import("./pages/host/index")).then(({ showHost }) => showHost(place, bootstrap));
} else {
  startLanguage(() => {
    startStudio({ bootstrap, router: startRouter(bootstrap.root) });
    render(<App soon={startBadge()} />, place);
  });
}

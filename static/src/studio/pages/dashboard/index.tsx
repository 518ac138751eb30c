import { shell } from "../../strings/shell";

export default function DashboardPage() {
  return (
    <main class="page" id="main" tabIndex={-1}>
      <div class="head">
        <h1>{shell.pages.dashboard}</h1>
      </div>
    </main>
  );
}

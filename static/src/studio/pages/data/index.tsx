import { shell } from "../../strings/shell";

export default function DataPage() {
  return (
    <main class="page" id="main" tabIndex={-1}>
      <div class="head">
        <h1>{shell.pages.data}</h1>
      </div>
    </main>
  );
}

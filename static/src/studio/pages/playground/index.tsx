import { shell } from "../../strings/shell";

export default function PlaygroundPage() {
  return (
    <main class="page" id="main" tabIndex={-1}>
      <div class="head">
        <h1>{shell.pages.playground}</h1>
      </div>
    </main>
  );
}

// A real HTTP server for tests of what talks to one: answers are set by each test, requests are kept.
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestServer {
  readonly address: string;
  readonly received: Received[];
  /** what the next requests are answered with; the default is 200 {} */
  answer: (request: Received) => Answer;
  /** Closes the port: the next requests get no answer. */
  close(): Promise<void>;
}

/** Starts a server on a free port of this machine. */
export async function startServer(): Promise<TestServer> {
  const received: Received[] = [];
  const started: { answer: TestServer["answer"] } = { answer: () => ({}) };
  const server = createServer((request, response) => {
    void read(request).then((text) => {
      const one = { method: request.method ?? "", path: request.url ?? "", body: text ? (JSON.parse(text) as unknown) : undefined };
      received.push(one);
      const { status = 200, body = {}, headers = {} } = started.answer(one);
      response.writeHead(status, { "Content-Type": "application/json", Connection: "close", ...headers });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(started, { address: `http://127.0.0.1:${port}`, received, close: () => closed(server) });
}

async function read(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) text += String(part);
  return text;
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });

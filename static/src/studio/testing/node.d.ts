// The little of Node's HTTP server that the tests use; the browser code itself knows nothing of Node.
declare module "node:net" {
  export interface AddressInfo {
    readonly port: number;
  }
}

declare module "node:http" {
  export interface IncomingMessage extends AsyncIterable<unknown> {
    readonly method?: string;
    readonly url?: string;
  }
  export interface ServerResponse {
    writeHead(status: number, headers: Readonly<Record<string, string>>): void;
    end(text: string): void;
  }
  export interface Server {
    listen(port: number, host: string, listening: () => void): void;
    address(): unknown;
    close(closed: () => void): void;
    closeAllConnections(): void;
  }
  export function createServer(handle: (request: IncomingMessage, response: ServerResponse) => void): Server;
}

declare module "node:fs" {
  /** Relative to static/, where the tests run. */
  export function readFileSync(path: string, encoding: "utf8"): string;
}

import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface Asked {
  method: string;
  url: URL;
  headers: IncomingMessage["headers"];
  body: string;
}

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** A server on loopback that answers as it is told and remembers what it was asked. */
export async function answering(reply: (asked: Asked) => Reply) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const one = {
      method: request.method ?? "",
      url: new URL(request.url ?? "/", "http://127.0.0.1"),
      headers: request.headers,
      body,
    };
    asked.push(one);
    const { status = 200, headers = {}, body: answer } = reply(one);
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(typeof answer === "string" ? answer : answer === undefined ? undefined : JSON.stringify(answer));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return { api, asked, close };
}

export const problem = (kind: string, status: number) => ({
  type: `/api/v1/problems/${kind}`,
  title: "A title",
  status,
  detail: "What happened.",
  errors: [],
});

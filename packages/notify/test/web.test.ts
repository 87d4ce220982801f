import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import t, { type Test } from "tap";
import { uuidOf } from "../src/uuid.ts";
import { ping, postMessage, publish } from "../src/web.ts";

const MESSAGE = {
  formatVersion: 1,
  event: "test",
  host: "h",
  owner: "joke",
  time: "2026-11-22T20:06:40Z",
  run: null,
  subject: "s",
  problems: [],
  recovered: [],
} as const;

async function server(t: Test, status: number, headers: { readonly [name: string]: string } = {}) {
  const got: { url: string; type: string; body: string }[] = [];
  const http = createServer(async (request: IncomingMessage, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    got.push({ url: request.url ?? "", type: request.headers["content-type"] ?? "", body });
    response.writeHead(status, headers).end();
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  t.teardown(() => http.close());
  return { got, address: `http://127.0.0.1:${(http.address() as AddressInfo).port}/s3cret` };
}

t.test("a topic of ntfy gets the subject as its title, and the text", async (t) => {
  const { got, address } = await server(t, 200);
  t.equal(
    await publish(address, { ...MESSAGE, subject: "rdump ß: 1 problem", event: "failure", problems: ["docs: ☠"] }),
    null,
  );
  t.match(got, [{ url: "/s3cret?title=rdump+%C3%9F%3A+1+problem&priority=high", body: /docs: ☠/ }]);
  t.equal(await publish("no address s3cret", MESSAGE), "the address is not a URL");
  const { address: down } = await server(t, 429);
  t.equal(await publish(down, MESSAGE), "the server answered with status 429");
});

t.test("a webhook gets the message as JSON", async (t) => {
  const { got, address } = await server(t, 204);
  t.equal(await postMessage(address, MESSAGE), null);
  t.match(got, [{ url: "/s3cret", type: "application/json" }]);
  t.strictSame(JSON.parse(got[0]?.body ?? ""), MESSAGE);
});

t.test("healthchecks is pinged with the UUID of the run, and with the cause of a failure", async (t) => {
  const { got, address } = await server(t, 200);
  t.equal(await ping(address, { run: "R1", failure: null }), null);
  t.equal(await ping(address, { run: "R1", failure: "a: failed" }), null);
  const rid = uuidOf("R1");
  t.match(got, [
    { url: `/s3cret?rid=${rid}`, body: "" },
    { url: `/s3cret/fail?rid=${rid}`, body: "a: failed" },
  ]);
});

t.test("a UUID of version 5 is the one of other programs", (t) => {
  // By `uuid.uuid5(uuid.NAMESPACE_URL, "www.example.com")` of Python.
  t.equal(uuidOf("www.example.com"), "b63cdfa4-3df9-568e-97ae-006c5b8fd652");
  t.end();
});

t.test("a refusal is a reason that does not contain the address, and a redirection is not followed", async (t) => {
  const refusing = await server(t, 403);
  t.equal(await postMessage(refusing.address, MESSAGE), "the server answered with status 403");
  const elsewhere = await server(t, 200);
  const redirecting = await server(t, 302, { location: elsewhere.address });
  const reasons = [
    await postMessage(redirecting.address, MESSAGE),
    await postMessage("http://127.0.0.1:1/s3cret", MESSAGE),
    await postMessage("file:///etc/s3cret", MESSAGE),
    await postMessage("s3cret", MESSAGE),
    await ping("s3cret", { run: null, failure: null }),
  ];
  for (const reason of reasons) {
    t.type(reason, "string");
    t.notMatch(reason, /s3cret/);
  }
  t.equal(elsewhere.got.length, 0);
});

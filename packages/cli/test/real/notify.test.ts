import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import t, { type Test } from "tap";
import { openScene, type Scene } from "../scene.ts";

async function listen(t: Test) {
  const got: { url: string; body: string }[] = [];
  let status = 200;
  const http = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    got.push({ url: request.url ?? "", body });
    response.writeHead(status).end();
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  t.teardown(() => http.close());
  const { port } = http.address() as AddressInfo;
  return { got, at: (path: string) => `http://127.0.0.1:${port}${path}`, answer: (code: number) => (status = code) };
}

/** A sendmail that writes its arguments and its input down. */
function withSendmail(scene: Scene): () => string {
  mkdirSync(scene.path("bin"));
  writeFileSync(
    scene.path("bin", "sendmail"),
    `#!/bin/sh\necho "$@" >> ${scene.path("mails")}; cat >> ${scene.path("mails")}\n`,
  );
  chmodSync(scene.path("bin", "sendmail"), 0o755);
  scene.env.PATH = `${scene.path("bin")}:${scene.env.PATH}`;
  return () => (existsSync(scene.path("mails")) ? readFileSync(scene.path("mails"), "utf8") : "");
}

function declare(scene: Scene, notify: object): void {
  scene.declare({
    version: 1,
    id: "joke",
    machine: "m",
    timezone: "UTC",
    stateDir: scene.path("state"),
    notify,
    volumes: {
      docs: {
        source: { type: "plain", path: scene.path("source") },
        mirrors: [{ path: scene.path("mirror"), every: "daily" }],
      },
    },
  });
}

const leftIn = (scene: Scene) => readdirSync(scene.path("state", "notify")).filter((name) => !name.endsWith(".json"));

const secret = (scene: Scene, name: string, address: string) => {
  writeFileSync(scene.path(name), `${address}\n`, { mode: 0o600 });
  return { file: scene.path(name) };
};

t.test("a failure and its end are notified once each, and a message that was not accepted waits", async (t) => {
  const scene = openScene(t);
  const service = await listen(t);
  const mails = withSendmail(scene);
  declare(scene, {
    mail: "ada@example.org",
    webhook: secret(scene, "hook", service.at("/hook-s3cret")),
    healthchecks: secret(scene, "ping", service.at("/ping-s3cret")),
  });
  const hooks = () => service.got.filter(({ url }) => url.startsWith("/hook")).map(({ body }) => JSON.parse(body));
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0, err: "" });
  t.equal(hooks().length, 0, "a good run is no news");
  t.match(service.got, [{ url: /^\/ping-s3cret\?rid=[0-9a-f-]{36}$/ }]);

  scene.at("2026-11-23T12:00:00Z");
  renameSync(scene.path("source"), scene.path("away"));
  t.match(await scene.rdump("apply", "-y"), { exitCode: 1 });
  t.match(hooks(), [{ formatVersion: 1, event: "failure", owner: "joke", problems: [/docs\.mirrors\[.*: failed\. /] }]);
  t.match(
    mails(),
    /^-i -- ada@example\.org\n[\s\S]*^Subject: rdump joke on \S+: 1 problem$[\s\S]*New problems:\n {2}docs\.mirrors/m,
  );
  t.match(service.got.at(-1)?.url, /^\/ping-s3cret\/fail/);
  const before = mails();
  t.match(await scene.rdump("apply", "-y"), { exitCode: 1 });
  t.equal(hooks().length, 1, "the same failure is no news");
  t.equal(mails(), before);

  renameSync(scene.path("away"), scene.path("source"));
  service.answer(503);
  const down = await scene.rdump("apply", "-y");
  t.match(down, { exitCode: 0, err: /notify-not-sent[\s\S]*webhook: the server answered with status 503/ }, down.err);
  t.notMatch(`${down.err}${down.out}`, /s3cret/);
  t.match(mails().slice(before.length), /Subject: rdump joke on \S+: ok/, "another recipient got it");
  service.answer(200);
  service.got.length = 0;
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0, err: "" });
  t.match(hooks(), [{ event: "recovery", recovered: [/docs\.mirrors/] }], "the next run sends it");
  const [memory = "", ...others] = readdirSync(scene.path("state", "notify"));
  t.strictSame(others, []);
  t.equal(statSync(scene.path("state", "notify", memory)).mode & 0o777, 0o600);
  t.notMatch(readFileSync(scene.path("state", "notify", memory), "utf8"), /s3cret/);
  t.strictSame(leftIn(scene), []);
});

t.test("rdump notify --test names the recipients that got the message and those that did not", async (t) => {
  const scene = openScene(t);
  const service = await listen(t);
  declare(scene, { mail: "root", webhook: service.at("/hook"), healthchecks: { file: scene.path("absent") } });
  scene.env.PATH = scene.path("bin");
  mkdirSync(scene.path("bin"));
  t.match(await scene.rdump("notify"), { exitCode: 1, err: /usage-notify/ });
  const tried = await scene.rdump("notify", "--test");
  t.match(tried, { exitCode: 1, out: /^sent {6}webhook$/m }, tried.err);
  t.match(tried.out, /^not sent {2}healthchecks: \S+absent does not exist$/m);
  t.match(service.got, [{ url: "/hook", body: /"event":"test"/ }]);
  rmSync(scene.path("rdump.json5"));
});

t.test(
  "a command gets the message on its standard input, ntfy gets it too, and each week has one summary",
  async (t) => {
    const scene = openScene(t);
    const service = await listen(t);
    mkdirSync(scene.path("bin"));
    const program = scene.path("bin", "send");
    writeFileSync(program, `#!/bin/sh\necho "== $1 $(pwd)" >> ${scene.path("got")}; cat >> ${scene.path("got")}\n`, {
      mode: 0o755,
    });
    declare(scene, {
      on: ["failure", "weekly"],
      command: [program, "a b; $(touch x)"],
      ntfy: secret(scene, "topic", service.at("/topic-s3cret")),
    });
    const got = () => readFileSync(scene.path("got"), "utf8").split("== a b; $(touch x) /\n").slice(1);
    t.match(await scene.rdump("apply", "-y"), { exitCode: 0, err: "" });
    t.match(got(), [/^rdump joke on \S+: this week 1 of 1 targets ok, 1 point\n\nHost /]);
    t.match(service.got, [{ url: /^\/topic-s3cret\?title=rdump\+joke.*priority=default$/, body: /rdump status/ }]);
    scene.at("2026-11-22T18:00:00Z");
    await scene.rdump("apply", "-y");
    t.equal(got().length, 1, "once a week");
    scene.at("2026-11-23T12:00:00Z");
    renameSync(scene.path("source"), scene.path("away"));
    t.match(await scene.rdump("apply", "-y"), { exitCode: 1 });
    t.match(got().slice(1), [
      /: 1 problem\n\nNew problems:\n {2}docs\./,
      /: this week 0 of 1 targets ok[^\n]*\n\nProblems:\n/,
    ]);
    chmodSync(program, 0o644);
    scene.at("2026-11-30T12:00:00Z");
    const unsent = await scene.rdump("apply", "-y");
    t.match(unsent.err, /notify-not-sent[\s\S]*command: /);
    t.notMatch(unsent.err, /s3cret/);
    chmodSync(program, 0o755);
    await scene.rdump("apply", "-y");
    t.equal(got().length, 4, "the next run sends what waits");
    t.strictSame(leftIn(scene), []);
  },
);

t.test("two runs that end at one time send a message once", async (t) => {
  const scene = openScene(t);
  mkdirSync(scene.path("bin"));
  const program = scene.path("bin", "send");
  writeFileSync(program, `#!/bin/sh\ngrep -c . >> ${scene.path("got")}; sleep 1\n`, { mode: 0o755 });
  declare(scene, { command: [program] });
  renameSync(scene.path("source"), scene.path("away"));
  const [first, second] = await Promise.all([1, 2].map(() => scene.rdump("apply", "-y", "--wait", "1m")));
  t.match([first, second], [{ exitCode: 1 }, { exitCode: 1 }]);
  t.equal(readFileSync(scene.path("got"), "utf8").split("\n").length - 1, 1);
  t.strictSame(leftIn(scene), []);
});

t.test("two configs with one state directory do not solve the problems of each other", async (t) => {
  const scene = openScene(t);
  const service = await listen(t);
  declare(scene, { webhook: service.at("/hook") });
  const second = readFileSync(scene.path("rdump.json5"), "utf8").replaceAll('"docs"', '"other"');
  writeFileSync(scene.path("second.json5"), second.replaceAll(scene.path("mirror"), scene.path("mirror2")));
  mkdirSync(scene.path("mirror2"));
  const nights = async (...args: string[]) => (await scene.rdump("apply", "-y", ...args)).exitCode;
  t.equal(await nights(), 0);
  t.equal(await nights("--config", scene.path("second.json5")), 0);
  scene.at("2026-11-23T12:00:00Z");
  renameSync(scene.path("source"), scene.path("away"));
  t.equal(await nights(), 1);
  t.equal(service.got.length, 1);
  cpSync(scene.path("away"), scene.path("source"), { recursive: true });
  t.equal(await nights("--config", scene.path("second.json5")), 0);
  t.equal(service.got.length, 1, "the other config says nothing of it");
});

t.test("a recipient that left the config gets nothing, and is no reason for warnings", async (t) => {
  const scene = openScene(t);
  const service = await listen(t);
  service.answer(503);
  declare(scene, { on: ["success"], webhook: secret(scene, "hook", service.at("/hook")) });
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0, err: /notify-not-sent/ });
  declare(scene, { on: ["success"], ntfy: secret(scene, "topic", service.at("/topic")) });
  service.answer(200);
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0, err: "" });
  t.match(service.got.at(-1)?.url, /^\/topic/);
});

t.test("a command that does not read the message got it", async (t) => {
  const scene = openScene(t);
  declare(scene, { on: ["success"], command: ["true"] });
  for (let round = 0; round < 4; round++)
    t.match(await scene.rdump("apply", "-y"), { exitCode: 0, err: "" }, `round ${round}`);
});

t.test("a state directory that cannot be written is notified", async (t) => {
  const scene = openScene(t);
  const service = await listen(t);
  const mails = withSendmail(scene);
  declare(scene, { mail: "root", webhook: service.at("/hook"), healthchecks: service.at("/ping") });
  writeFileSync(scene.path("state"), "no directory");
  t.match(await scene.rdump("apply", "-y"), { exitCode: 1 });
  t.match(
    service.got.map(({ url }) => url),
    ["/hook", "/ping/fail"],
  );
  t.match(mails(), /Subject: rdump joke/);
});

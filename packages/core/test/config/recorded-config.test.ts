import t from "tap";
import { load } from "../../src/config/load.ts";
import { recordedConfig } from "../../src/config/recorded-config.ts";

const machine = { hostname: "joke", machineId: "1".repeat(32), timezone: "Europe/Berlin", isRoot: true, env: {} };

t.test("the recorded config is whole, loads as the same config, and has no secret", (t) => {
  const main = `{
    version: 1,
    include: ["shared.json5"],
    hosts: { joke: { limits: { shrink: "10%" } }, other: { id: "other" } },
    volumes: { home: { source: { type: "plain", path: "/home" }, archives: [{ repository: "nas", every: "daily", keep: "p" }] } },
  }`;
  const shared = `{
    policies: { p: { daily: 7 } },
    repositories: { nas: { type: "borg", location: "/srv/borg", passphrase: { command: ["pass", "show", "nas"] } } },
  }`;
  const loaded = load(main, "/etc/rdump/rdump.json5", machine, new Map([["/etc/rdump/shared.json5", shared]]));
  if (loaded.tree === null || loaded.config === null) return t.fail(JSON.stringify(loaded.diagnostics));
  const text = recordedConfig(loaded.tree, loaded.config);
  t.match(text, /"pass",\s+"show",\s+"nas"/, "the location of a passphrase is no secret");
  t.notMatch(text, /include|hosts/);
  const elsewhere = { ...machine, hostname: "live", timezone: "UTC", isRoot: false, env: { HOME: "/root" } };
  t.strictSame(load(text, "rdump.json5", elsewhere).config, loaded.config);

  const { tree } = load(
    `{ version: 1, repositories: { nas: { location: "https://me:hunter2@nas/x", passphrase: { command: ["echo", "hunter2"] } } } }`,
    "x",
    machine,
  );
  if (tree === null) return t.fail("no tree");
  const secret = recordedConfig(tree, loaded.config);
  t.notMatch(secret, /hunter2/);
  t.match(secret, /^\/\/ Left out because it is a secret: "repositories.nas.location"$/m);
  t.match(secret, /^\/\/ Left out because it is a secret: "repositories.nas.passphrase.command"$/m);
  t.match(secret, /"echo",\s+"\*\*\*"/);
  return t.end();
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { allGroups, lint, load } from "@rdump/core";
import { parse as parseToml } from "smol-toml";
import t from "tap";
import { parse as parseYaml } from "yaml";
import { importConfig } from "../../src/index.ts";

const FIXTURES = join(import.meta.dirname, "../../../../fixtures/imports");
const MACHINE = { hostname: "joke", machineId: null, timezone: "UTC", isRoot: true, env: {} };
const OPTIONS = { hostname: "joke", repository: "ssh://nas.example/./joke" };

interface Expected {
  /** The address of each target, and its keep rules. */
  readonly targets: { readonly [address: string]: object | null };
  readonly losses: readonly RegExp[];
}

const EXPECTED: { readonly [file: string]: Expected } = {
  "rdump-laptop.yaml": {
    targets: { 'boot.archives["archives"]': null, 'root.archives["archives"]': null },
    losses: [/passphrase/, /borg-laptop|no keep rules/],
  },
  "rdump-server.yaml": {
    targets: {
      'boot.archives["archives"]': null,
      'boot.mirrors["tank/copies/boot"]': null,
      'home.mirrors["tank/copies/home"]': null,
      'web.snapshots["tank/web"]': { last: 2 },
      'web.replicas["slow/web"]': null,
    },
    losses: [/mount point of tank\/copies\/boot/, /mount point of tank\/copies\/home/, /passphrase/, /no keep rules/],
  },
  "rdump-hosts.yaml": {
    targets: {
      'etc.archives["archives"]': null,
      'media.snapshots["lint/media"]': { last: 2 },
      'media.replicas["vaco:gig/other/media"]': null,
    },
    losses: [
      /`mail`/,
      /action `upload`/,
      /`mail` was not imported: its source is on host vaco/,
      /passphrase/,
      /no keep rules/,
    ],
  },
  "borgmatic-minimal.yaml": {
    targets: Object.fromEntries(
      ["home", "etc"].flatMap((volume) =>
        ["borgbase", "local"].map((name) => [`${volume}.archives["${name}"]`, { daily: 7, weekly: 4, monthly: 6 }]),
      ),
    ),
    losses: [/Check `archives`/, /stays on the file system/, /one archive/],
  },
  "borgmatic-sections.yaml": {
    targets: { 'srv-www.archives["www"]': { within: 3 * 86_400_000, daily: 14 } },
    losses: [
      /`encryption_passphrase` is a secret/,
      /stays on the file system/,
      /`~\/x`/,
      /`\/home\/other` is outside/,
      /exclude_if_present/,
      /before_backup/,
    ],
  },
  "borgmatic-anchors.yaml": {
    targets: { 'var-lib-app.archives["app.borg"]': { within: 186 * 86_400_000, hourly: 24, yearly: 2 } },
    losses: [/needs a shell/, /`\/opt\/\*` was not imported/, /stays on the file system/, /healthchecks/, /defaults/],
  },
  "sanoid-local.conf": {
    targets: {
      'tank-home.snapshots["tank/home"]': { hourly: 36, daily: 30, monthly: 3 },
      'tank-home.replicas["backup/home"]': { daily: 90, monthly: 12 },
      'tank-vm.snapshots["tank/vm"]': { hourly: 6, daily: 30, monthly: 3 },
    },
    losses: [/\[tank\/vm\]: `frequently`/, /no-sync-snap/],
  },
  "sanoid-remote.conf": {
    // `monthly` is a default of sanoid.
    targets: {
      'data.snapshots["data"]': { hourly: 24, daily: 7, monthly: 6 },
      'data.replicas["vault.example:pool/data"]': null,
    },
    losses: [
      /process_children_only/,
      /rules of the replica on vault\.example/,
      /other\.example:rpool\/www data\/www was not imported/,
    ],
  },
  "btrbk-laptop.conf": {
    targets: {
      'mnt-btr_pool-home.archives["archives"]': { daily: 20, weekly: 10, monthly: 1_000_000 },
      'srv-www.archives["archives"]': { daily: 14 },
    },
    losses: [
      /timestamp_format/,
      /`snapshot_preserve 48h 7d` has no counterpart/,
      /snapshot_preserve_min 16h/,
      /snapshot_dir/,
      /Target \/mnt\/btr_backup\/home/,
      /no snapshots of Btrfs/,
      /passphrase/,
    ],
  },
  "btrbk-server.conf": {
    targets: {
      'pool-data.archives["archives"]': { weekly: 6 },
      'pool-mail.archives["archives"]': { daily: 30, yearly: 2 },
    },
    losses: [/Target send-receive/, /no snapshots of Btrfs/, /passphrase/],
  },
  "resticprofile-toml.toml": {
    targets: Object.fromEntries(
      ["default-home", "default-etc"].map((volume) => [
        `${volume}.archives["backup"]`,
        { last: 3, daily: 7, weekly: 4 },
      ]),
    ),
    losses: [
      /passphrase/,
      /stay in the repository `backup`/,
      /stays on the file system/,
      /\$HOME\/x/,
      /`schedule`/,
      /`password-file`/,
    ],
  },
  "resticprofile-yaml.yaml": {
    targets: { 'docs.archives["restic"]': { within: 30 * 86_400_000, monthly: 12 } },
    losses: [/`global`/, /stays on the file system/, /stay in the repository `restic`/, /`tag`/, /`prune`/],
  },
};

t.test("twelve configs of other programs become configs without errors, with the same targets and rules", (t) => {
  t.strictSame(readdirSync(FIXTURES).sort(), Object.keys(EXPECTED).sort());
  for (const [file, { targets, losses }] of Object.entries(EXPECTED)) {
    const imported = importConfig(readFileSync(join(FIXTURES, file), "utf8"), null, OPTIONS);
    t.equal(imported.format, file.replace(/-.*/, ""), file);
    const found = lint(imported.text, file, MACHINE).filter(({ code }) => code !== "keep-missing");
    t.strictSame(found, [], `${file} lints clean: ${imported.text}`);
    const { config } = load(imported.text, file, MACHINE);
    if (config === null) continue;
    const groups = allGroups(config).map(({ group }) => group);
    t.strictSame(Object.fromEntries(groups.map(({ address, target }) => [address, rulesOf(target)])), targets, file);
    t.equal(imported.losses.length, losses.length, `${file}: ${imported.losses.join("\n")}`);
    for (const loss of losses)
      t.ok(
        imported.losses.some((each) => loss.test(each)),
        `${file}: ${loss}`,
      );
    for (const loss of imported.losses) t.ok(imported.text.includes(`// Not imported: ${loss}\n`));
    t.notMatch(imported.text, /d0ntC0py/);
  }
  t.end();
});

function rulesOf(target: object): object | null {
  const keep = "keep" in target && typeof target.keep === "object" ? Object.entries(target.keep ?? {}) : [];
  const rules = keep.filter(([, value]) => value !== null && value !== 0);
  return rules.length === 0 ? null : Object.fromEntries(rules);
}

t.test("points that exist are proposed for adoption", (t) => {
  const adopts = (file: string) => importConfig(readFileSync(join(FIXTURES, file), "utf8"), null, OPTIONS).adopts;
  t.strictSame(adopts("borgmatic-sections.yaml"), [
    `rdump adopt 'srv-www.archives["www"]' 'joke-www-[0-9][0-9][0-9][0-9]-*'`,
  ]);
  t.strictSame(adopts("sanoid-remote.conf"), [`rdump adopt 'data.snapshots["data"]' 'autosnap_*'`]);
  t.end();
});

t.test("the excludes and sources are those of the imported config", (t) => {
  const configOf = (file: string) =>
    load(importConfig(readFileSync(join(FIXTURES, file), "utf8"), null, OPTIONS).text, file, MACHINE).config;
  const [volume] = configOf("borgmatic-sections.yaml")?.volumes ?? [];
  t.match(volume, { excludeCaches: true, source: { type: "plain" } });
  t.match(JSON.stringify(volume?.exclude), /pyc.*cache/);
  t.match(configOf("rdump-laptop.yaml")?.volumes, [
    { source: { type: "plain" } },
    { source: { type: "lvm", vg: "system", lv: "root" } },
  ]);
  t.match(configOf("sanoid-local.conf")?.volumes, [
    { source: { type: "zfs", dataset: "tank/home", recursive: true } },
    {},
  ]);
  t.end();
});

t.test("hostile texts end in an error, or in a config whose comments hold no code", (t) => {
  const levels = Array.from(
    { length: 12 },
    (_, at) => `a${at + 1}: &a${at + 1} [${Array(10).fill(`*a${at}`).join(", ")}]`,
  );
  const laughs = `a0: &a0 [lol]\n${levels.join("\n")}\nsimple: *a12\n`;
  t.throws(() => importConfig(laughs, null, OPTIONS), /neither YAML nor TOML/);
  t.throws(() => importConfig("", null, OPTIONS), /known program/);
  t.throws(() => importConfig("simple: []\n", null, OPTIONS), /No volume/);
  t.throws(() => importConfig(`simple: ${"[".repeat(20_000)}`, null, OPTIONS));
  const sneaky = `simple:\n  - { name: x, mount: /a, actions: [borg, "q\\n}, volumes: {} }"] }\n  - { name: __proto__, mount: /b, actions: [borg] }\n  - { name: x, mount: "/c/../etc", actions: [borg] }\n`;
  const { text, losses } = importConfig(sneaky, null, OPTIONS);
  t.strictSame(
    lint(text, "f", MACHINE).filter(({ severity }) => severity === "error"),
    [],
  );
  t.strictSame(
    load(text, "f", MACHINE).config?.volumes.map(({ name }) => name),
    ["proto__", "x"],
  );
  t.ok(losses.every((each) => !/[\n\u2028]/.test(each)));
  const tagged = `simple: [{ name: x, mount: !!js/function "function(){}", actions: [borg] }, { name: y, mount: /y, actions: [borg] }]`;
  t.strictSame(
    load(importConfig(tagged, null, OPTIONS).text, "f", MACHINE).config?.volumes.map(({ name }) => name),
    ["y"],
  );
  t.end();
});

t.test("a text that takes very long ends in an error: no signal is handled meanwhile", (t) => {
  const many = (count: number, item: (index: number) => string) => Array.from({ length: count }, (_, at) => item(at));
  const profiles = many(6000, (at) => `p${at + 1}: { inherit: p${at}, repository: x }`);
  const texts = {
    "empty lines": `${"\n".repeat(1_000_000)}x`,
    "brackets of a placeholder": `source_directories: [/a]\narchive_name_format: "${"{".repeat(900_000)}"\nrepositories: [/r]`,
    "profiles that inherit from each other": `${profiles.join("\n")}\np0: { backup: { source: [/a] } }`,
    "one source, again and again": `repositories: [/r]\nsource_directories: [${many(100_000, () => "/a")}]`,
  };
  for (const [what, text] of Object.entries(texts)) {
    t.throws(() => importConfig(text, null, OPTIONS, 100), { message: /could not be converted within 0\.1 s/ }, what);
  }
  t.end();
});

const excludesOf = (text: string) =>
  load(importConfig(text, null, OPTIONS).text, "f", MACHINE).config?.volumes.flatMap(({ exclude }) =>
    exclude.map(({ text }) => text),
  );

t.test("a source in another source of one archive becomes a volume that the outer one leaves out", (t) => {
  const sources = ["/", "/home", "/home/jane", "/srv/[old]"];
  for (const root of [
    { source_directories: sources, repositories: ["/b"] },
    { profiles: { p: { backup: { source: sources } } } },
  ]) {
    const { text } = importConfig(JSON.stringify(root), null, OPTIONS);
    const found = lint(text, "f", MACHINE).map(({ code }) => code);
    t.notOk(found.includes("volume-inside-volume"), text);
    t.match(text, /path: "\/"\n {6}\},\n {6}exclude: \[\n {8}"\/home",?\n/, "only the outermost");
    t.match(text, /path: "\/home"\n {6}\},\n {6}exclude: \[\n {8}"\/jane"\n/);
  }
  t.end();
});

t.test("an exclude of borg or restic excludes no other file", (t) => {
  const borg: readonly (readonly [pattern: string, own: string | null])[] = [
    ["*.pyc", "*.pyc"],
    ["*/.cache", ".cache"],
    ["*/.cache/*", "**/.cache/*"],
    ["/home/tmp", "/tmp"],
    ["home/ada/tmp", "ada/tmp"],
    ["tmp", null],
    ["/home/*/.cache", "*/**/.cache"],
    ["/home/ada/*.iso", "ada/**/*.iso"],
    ["/home/ada/tmp/", "ada/tmp/*"],
    ["/home/ada/log*", "ada/log*"],
    ["/home/a*b/c", null],
    ["sh:/home/*/.cache", "*/.cache"],
    ["sh:**/node_modules", "node_modules"],
    ["pp:/home/ada/a*b", "ada/a\\*b"],
    ["re:^home/x", null],
    ["*.[^o]", null],
    ["sh:/home/ada/old/", "ada/old/*"],
  ];
  const restic: readonly (readonly [pattern: string, own: string | null])[] = [
    ["*.tmp", "*.tmp"],
    ["/home/tmp", "/tmp"],
    ["a/b", "**/a/b"],
    ["/home/*/.cache", "*/.cache"],
    ["~/x", null],
    ["*/b", "b"],
    ["*/*/c", "*/**/c"],
    ["*.[!o]", null],
  ];
  const lines = (table: typeof borg) => JSON.stringify(table.map(([pattern]) => pattern));
  const own = (table: typeof borg) => table.flatMap(([, each]) => each ?? []);
  const texts = [
    [`{ source_directories: [/home], repositories: [/r], exclude_patterns: ${lines(borg)} }`, borg],
    [`{ profiles: { p: { backup: { source: /home, exclude: ${lines(restic)} } } } }`, restic],
  ] as const;
  for (const [text, table] of texts) {
    t.strictSame(excludesOf(text), own(table).sort(), text);
    const { losses } = importConfig(text, null, OPTIONS);
    for (const [pattern] of table.filter(([, each]) => each === null))
      t.ok(
        losses.some((loss) => loss.includes(`\`${pattern}\``)),
        pattern,
      );
  }
  t.end();
});

t.test("an exclude of a name below any directory excludes no file of the root directory", (t) => {
  const borg = `{ source_directories: [/], repositories: [/r], exclude_patterns: ["*/.cache", "*.pyc"] }`;
  t.strictSame(excludesOf(borg), ["*.pyc", "*/**/.cache"]);
  const restic = `{ profiles: { p: { backup: { source: /, exclude: ["*/.cache", ".cache"] } } } }`;
  t.strictSame(excludesOf(restic), ["*/**/.cache", ".cache"]);
  t.end();
});

t.test("an exclude without counterpart is listed also if it is of a later source", (t) => {
  const text = `{ source_directories: [/home, /srv], repositories: [/r], exclude_patterns: ["/srv/a*b/c"] }`;
  t.match(importConfig(text, null, OPTIONS).losses.join("\n"), /`\/srv\/a\*b\/c` has no pattern/);
  t.end();
});

t.test("only archives of this host are proposed for adoption", (t) => {
  const imported = (format: string) =>
    importConfig(
      JSON.stringify({ source_directories: ["/a"], repositories: ["/r"], archive_name_format: format }),
      null,
      OPTIONS,
    );
  const adopted = (format: string) => imported(format).adopts.map((each) => each.split(" ").at(-1));
  t.strictSame(adopted("{hostname}-{now}"), ["'joke-[0-9][0-9][0-9][0-9]-*'"]);
  t.strictSame(adopted("laptop-{now}"), ["'laptop-[0-9][0-9][0-9][0-9]-*'"]);
  for (const format of ["{fqdn}-{now}", "{now}"]) {
    t.strictSame(adopted(format), []);
    t.match(imported(format).losses.join("\n"), /does not distinguish/, format);
  }
  t.end();
});

t.test("options of syncoid with a value, and headers that sanoid refuses, change no other dataset", (t) => {
  const syncoid = (line: string) => importConfig(`[tank/a]\n${line}\n`, "sanoid", OPTIONS);
  const replicas = ({ text }: { readonly text: string }) =>
    load(text, "f", MACHINE).config?.volumes.flatMap(({ source, targets }) =>
      targets.flatMap((target) => ("host" in target ? [[source, target]] : [])),
    );
  t.match(replicas(syncoid("syncoid --compress lz4 --sshkey /k -o A=b tank/a root@nas.example:pool/a")), [
    [{ dataset: "tank/a" }, { dataset: "pool/a" }],
  ]);
  t.match(syncoid('syncoid --recvoptions="u o" tank/a tank/b').losses.join("\n"), /needs a shell/);
  const { text, losses } = importConfig("[ tank/a ]\nhourly = 36\n[tank/b] # b\nhourly = 6\n", "sanoid", OPTIONS);
  t.match(load(text, "f", MACHINE).config?.volumes, [
    { source: { dataset: "tank/a" }, targets: [{ keep: { hourly: 36 } }] },
  ]);
  t.match(losses.join("\n"), /begins with `hourly` was not understood/);
  t.end();
});

t.test("a line that is not understood can be a secret of another program, so only its beginning is shown", (t) => {
  const secrets = 'encryption_passphrase: "d0ntC0py"\nPASS=d0ntC0py\nexport PASS=d0ntC0py\n- d0ntC0py\nd0ntC0py=1\n';
  const sanoid = importConfig(`${secrets}[tank/a]\n[tank/b] # d0ntC0py\nhourly = 3\n`, "sanoid", OPTIONS);
  const btrbk = importConfig(`${secrets}volume /mnt\n  subvolume home\n"d0ntC0py"\n`, "btrbk", OPTIONS);
  for (const { text, losses } of [sanoid, btrbk]) t.notMatch(`${text}${losses.join()}`, /"d0ntC0py|[ =]d0ntC0py/);
  t.match(sanoid.losses.join("\n"), /begins with `encryption_passphrase` was not understood/);
  t.match(sanoid.losses.join("\n"), /begins with `\[tank\/b\]` was not understood/);
  t.end();
});

t.test("archives of several sources are adopted by one volume", (t) => {
  const text = "source_directories: [/home, /etc]\nrepositories: [{ path: /mnt/r, label: r }]\n";
  const { adopts, losses } = importConfig(text, null, OPTIONS);
  t.strictSame(adopts, [`rdump adopt 'home.archives["r"]' 'joke-[0-9][0-9][0-9][0-9]-*'`]);
  t.match(losses.join("\n"), /the printed commands name `home`/);
  t.end();
});

type Path = readonly (string | number)[];

/** Every object or list below a value, and every other value, by its path. */
function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, each]) => pathsIn(each, [...path, key]))];
}

function changed(root: unknown, path: Path, change: (old: unknown) => unknown): unknown {
  const copy = structuredClone({ root });
  let at: { [key: string]: unknown } = copy;
  const keys = ["root", ...path.map(String)];
  for (const key of keys.slice(0, -1)) at = at[key] as typeof at;
  const last = keys.at(-1) ?? "";
  at[last] = change(at[last]);
  return copy.root;
}

t.test("a key at any depth that is not carried over is listed, and so is a value of another type", (t) => {
  const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
  /** The losses as one text; an error names the key as well. */
  const lossesOf = (root: unknown, format: "rdump" | "borgmatic" | "resticprofile") => {
    try {
      return importConfig(JSON.stringify(root), format, OPTIONS).losses.join("\n");
    } catch (error) {
      return String(error);
    }
  };
  let tried = 0;
  for (const file of readdirSync(FIXTURES).filter((each) => /\.(yaml|toml)$/.test(each))) {
    const text = readFileSync(join(FIXTURES, file), "utf8");
    const root: unknown = file.endsWith("toml") ? parseToml(text) : parseYaml(text, { merge: true });
    const format = file.replace(/-.*/, "") as Parameters<typeof lossesOf>[1];
    const before = lossesOf(root, format);
    for (const path of pathsIn(root)) {
      const found = lossesOf(
        changed(root, path, (old) => (isObject(old) ? { ...(old as object), zzUnknown: 1 } : { zzUnknown: 1 })),
        format,
      );
      const isWithin = path.some((key) => new RegExp(`\`${key}\` has no counterpart`).test(before));
      t.ok(isWithin || /zzUnknown/.test(found) || found !== before, `${file}: ${path.join(".")}`);
      tried++;
    }
  }
  t.ok(tried > 150, `${tried} places`);
  for (const [file, line] of [
    ["sanoid-local.conf", "zzUnknown = 1"],
    ["sanoid-local.conf", "zzUnknown one"],
    ["btrbk-laptop.conf", "zz-unknown 1"],
    ["btrbk-laptop.conf", "zzunknown 1"],
  ] as const) {
    const text = readFileSync(join(FIXTURES, file), "utf8");
    for (const at of text.split("\n").keys()) {
      const lines = text.split("\n").toSpliced(at, 0, line);
      // A template that no section uses has no effect, and lines of syncoid follow the last section.
      const found = importConfig(lines.join("\n"), null, OPTIONS).losses.join("\n");
      t.match(found, /zz.?unknown/i, `${file}: line ${at}`);
    }
  }
  t.end();
});

t.test("rules with a value that rdump does not know are listed", (t) => {
  const text = "{ source_directories: [/a], repositories: [/r], keep_daily: many, keep_weekly: 0, keep_monthly: 6 }";
  const { losses } = importConfig(text, null, OPTIONS);
  t.ok(losses.some((loss) => /`keep_daily`/.test(loss)));
  t.notOk(losses.some((loss) => /`keep_weekly`|`keep_monthly`/.test(loss)));
  t.end();
});

import { Chalk } from "chalk";
import t from "tap";
import { lint } from "../../src/lint/index.ts";
import { diagnosticLines } from "../../src/render/diagnostics.ts";

const MACHINE = { hostname: "joke", machineId: null, timezone: "UTC", isRoot: true, env: {} };
const PLAIN = new Chalk({ level: 0 });
const [SMALL, LARGE] = [1000, 4000];

/** Twice n log n of four times as much, which is about 4.8; n² would be 16. */
const MOST_GROWTH = 9.6;
/** CPU milliseconds under which growth is noise. */
const NOISE = 40;

const each = (n: number, text: (index: number) => string) => Array.from({ length: n }, (_, i) => text(i)).join(" ");
const plain = (path: string, rest = "") => `{ source: { type: "plain", path: "${path}" }, ${rest} },`;
const borg = (location: string) => `{ type: "borg", location: "${location}", encryption: "none" },`;
const volumes = (n: number, text: (index: number) => string) => `volumes: { ${each(n, text)} }`;
const one = (rest: string) => `volumes: { a: ${plain("/a", rest)} }`;
const ignores = (n: number) => each(n, () => "/* rdump-lint-ignore keep-zero: why */");

/** Configs of `n` entries, each with an error of one kind. The comments name a former cause of quadratic time. */
const KINDS: { readonly [kind: string]: (n: number) => string } = {
  // Each misspelled name was compared with each declared name.
  "misspelled policies": (n) =>
    `policies: { ${each(n, (i) => `p${i}: { daily: 1 },`)} }, repositories: { r: ${borg("/r")} },
     ${volumes(n, (i) => `v${i}: ${plain(`/v${i}`, `archives: [{ repository: "r", keep: "q${i}" }]`)}`)}`,
  "misspelled repositories": (n) =>
    `repositories: { ${each(n, (i) => `r${i}: ${borg(`/r${i}`)}`)} }, ${one(`archives: [${each(n, (i) => `{ repository: "s${i}" },`)}]`)}`,
  "misspelled hosts": (n) =>
    `ssh: { ${each(n, (i) => `h${i}: {},`)} }, volumes: { a: { source: { type: "zfs", dataset: "t/a" }, replicas: [${each(n, (i) => `{ dataset: "b/${i}", host: "g${i}" },`)}] } }`,
  "misspelled keys": (n) => `${each(n, (i) => `volume${i}: 1,`)} volumes: {}`,
  "misspelled types": (n) => volumes(n, (i) => `v${i}: { source: { type: "plane", path: "/v${i}" } },`),
  "misspelled schedules": (n) => volumes(n, (i) => `v${i}: ${plain(`/v${i}`, 'integrity: { every: "dailyy" }')}`),
  // Each path was compared with each exclude, or with each glob.
  "volumes in a volume with many excluded paths": (n) =>
    `volumes: { a: ${plain("/a", `exclude: [${each(n, (i) => `"x/${i}",`)}]`)} ${each(n, (i) => `v${i}: ${plain(`/a/v${i}`)}`)} }`,
  "volumes in a volume with many excluded names": (n) =>
    `volumes: { a: ${plain("/a", `exclude: [${each(n, (i) => `"x${i}",`)}]`)} ${each(n, (i) => `v${i}: ${plain(`/a/v${i}`)}`)} }`,
  "mirrors in a volume with many globs": (n) =>
    one(`exclude: [${each(n, (i) => `"x*${i}",`)}], mirrors: [${each(n, (i) => `{ path: "/a/m${i}" },`)}]`),
  // All mirrors at one place were searched for a repository.
  "mirrors and repositories at one place": (n) =>
    `repositories: { ${each(n, (i) => `r${i}: ${borg("/m/x")}`)} }, ${volumes(n, (i) => `v${i}: ${plain(`/v${i}`, 'mirrors: [{ path: "/m/x" }]')}`)}`,
  "mirrors over sources, and repositories in mirrors": (n) =>
    `repositories: { ${each(n, (i) => `r${i}: ${borg(`/m/x/${i}`)}`)} }, ${volumes(n, (i) => `v${i}: ${plain(`/m/x/${i}`, 'mirrors: [{ path: "/m/x" }]')}`)}`,
  "one source": (n) => volumes(n, (i) => `v${i}: ${plain("/a")}`),
  "one target": (n) =>
    `repositories: { r: ${borg("/r")} }, ${one(`archives: [${each(n, () => '{ repository: "r" },')}]`)}`,
  "nested volumes": (n) => volumes(n, (i) => `v${i}: ${plain(`/a${"/b".repeat(i % 100)}/v${i}`)}`),
  "nested datasets": (n) =>
    volumes(n, (i) => {
      const dataset = `t${"/b".repeat(i % 50)}/v${i}`;
      return `v${i}: { source: { type: "zfs", dataset: "${dataset}", recursive: true }, replicas: [{ dataset: "${dataset}/x" }] },`;
    }),
  // What stands above a path was looked for by copies of it.
  "a dataset of many parts": (n) =>
    `volumes: { a: { source: { type: "zfs", dataset: "t${"/a".repeat(n * 10)}" }, replicas: [{ dataset: "t${"/a".repeat(n * 10)}/b" }] } }`,
  // Each address holds the names above it.
  "a volume with a long name": (n) =>
    `repositories: { r: ${borg("/r")} }, volumes: { "${"a".repeat(n * 50)}": ${plain("/a", `archives: [${each(n, () => '{ repository: "r", x: 1 },')}]`)} }`,
  "a mirror with a long name": (n) =>
    one(`mirrors: [{ dataset: "t/${"a".repeat(n * 50)}", replicas: [${each(n, (i) => `{ dataset: "r${i}" },`)}] }]`),
  // Each value behind a comment that ignores was compared with all such comments of its line.
  "ignores and many values in one line": (n) =>
    `${ignores(n)} notify: { mail: "root", on: [${each(n * 5, () => '"failure",')}] }, volumes: {}`,
  "ignores and what they ignore in one line": (n) =>
    `${ignores(n)} policies: { ${each(n, (i) => `p${i}: { daily: 0 },`)} }, volumes: {}`,
  "ignores of unknown rules": (n) => `volumes: {} ${each(n, () => "/* rdump-lint-ignore keep-zeroo: why */")}`,
  // Patterns looked for an end from each of many beginnings.
  "a location of colons": (n) => `repositories: { r: ${borg(":".repeat(n * 100))} }, volumes: {}`,
  "a location of brackets": (n) => `repositories: { r: ${borg("[".repeat(n * 100))} }, volumes: {}`,
  "an exclude of brackets": (n) => one(`exclude: ["/${"[".repeat(n * 100)}x"]`),
  "an exclude of slashes": (n) => one(`exclude: ["${"/".repeat(n * 100)}x*"]`),
  "a key before many words": (n) => `${"a".repeat(n * 50)}: a ${"a ".repeat(n * 20)}`,
  "secrets in one line": (n) =>
    `repositories: { ${each(n, (i) => `r${i}: { type: "borg", location: "/r${i}", passphrase: "x" },`)} }, volumes: {}`,
  zeros: (n) => `policies: { ${each(n, (i) => `p${i}: { daily: 0, weekly: 1 },`)} }, volumes: {}`,
  "commands in one text": (n) => volumes(n, (i) => `v${i}: ${plain(`/v${i}`, 'hooks: { before: ["stop it"] }')}`),
  "equal keys": (n) => each(n, () => "volumes: {},"),
  "a surefile of many parts under many excludes": (n) =>
    one(`integrity: { surefile: "${"a/".repeat(n / 2)}b" }, exclude: [${each(n, (i) => `"x*${i}",`)}]`),
};

/** CPU milliseconds: other processes do not count. */
function cpu(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** A measurement can be disturbed: only growth in each of these attempts is an error. */
const ATTEMPTS = 6;

for (const [kind, config] of Object.entries(KINDS)) {
  t.test(`four times as much of ${kind} takes about four times as long`, (t) => {
    const work = (n: number) => {
      const text = `{ version: 1, ${config(n)} }`;
      return () => diagnosticLines(lint(text, "f", MACHINE), new Map([["f", text]]), PLAIN);
    };
    t.ok(work(10)().length > 0, "there is something to tell");
    const small = Math.max(Math.min(...[1, 2, 3].map(() => cpu(work(SMALL)))), NOISE / 4);
    let large = Number.POSITIVE_INFINITY;
    const growthOf = () => (large < NOISE ? 1 : large / small);
    for (let attempt = 0; attempt < ATTEMPTS && growthOf() >= MOST_GROWTH; attempt++) {
      large = Math.min(large, cpu(work(LARGE)));
    }
    const growth = growthOf();
    t.ok(growth < MOST_GROWTH, `${growth.toFixed(1)} times, ${large.toFixed(0)} ms`);
    t.end();
  });
}

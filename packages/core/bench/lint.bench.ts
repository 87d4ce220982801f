import { load } from "../src/config/index.ts";
import { fix, format, lint, lintLoaded } from "../src/lint/index.ts";

const MACHINE = { hostname: "joke", machineId: null, timezone: "UTC", isRoot: true, env: {} };

/** A config with input for every rule, with this number of volumes. */
function config(volumes: number): string {
  const lines = Array.from({ length: volumes }, (_, index) => {
    const source =
      index % 3 === 0
        ? `{ type: "zfs", dataset: "tank/v${index}" }`
        : `{ type: "plain", path: "/srv/${index % 7}/v${index}" }`;
    const mirror =
      index % 3 === 0
        ? `replicas: [{ dataset: "bulk/v${index}", host: "far", keep: { daily: 30 } }]`
        : `mirrors: [{ path: "/mnt/disk/v${index}", mount: "/mnt/disk" }]`;
    return `    v${index}: { source: ${source}, exclude: ["*.tmp", "cache/x"], archives: [{ repository: "r", keep: "p" }], ${mirror} },`;
  });
  const head = `{
  version: 1,
  ssh: { far: {} },
  policies: { p: { daily: 7, weekly: 4 } },
  repositories: { r: { type: "borg", location: "ssh://b@far/./r", passphrase: { file: "/root/pass" } } },
  volumes: {`;
  return [head, ...lines, "  },\n}\n"].join("\n");
}

/** CPU milliseconds: of the first time, and the least of five more. */
function cpu(work: () => void): readonly [number, number] {
  const [first = 0, ...rest] = Array.from({ length: 6 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return [first, Math.min(...rest)];
}

function row(what: string, target: string, work: () => void): void {
  const [first, least] = cpu(work);
  console.log(`| ${what} | ${first.toFixed(0)} ms | ${least.toFixed(0)} ms | ${target} |`);
}

const large = config(2000);
const found = lint(large, "f", MACHINE);
if (found.length > 0) throw new Error(`the config of the bench is not clean: ${JSON.stringify(found[0])}`);

console.log("| lint | first | later | target |");
console.log("| --- | --- | --- | --- |");
row("2,000 volumes, read and judged", "1,000 ms", () => lint(large, "f", MACHINE));
const loaded = load(large, "f", MACHINE);
row("2,000 volumes, the rules alone", "", () => lintLoaded(loaded));
const larger = load(config(5000), "f", MACHINE);
row("5,000 volumes, the rules alone (2.5 times as much)", "", () => lintLoaded(larger));
const broken = large.replaceAll("/srv/", "/mnt/disk//");
row("2,000 volumes, each breaking rules", "", () => lint(broken, "f", MACHINE));
row("2,000 volumes, formatted", "", () => format(large));
row("2,000 volumes, nothing to mend", "", () => fix({ content: large, file: "f", machine: MACHINE }));

import t from "tap";
import { withAdopted } from "../../../src/config/edit/adopted.ts";
import { withPin } from "../../../src/config/edit/pins.ts";
import { withTakenOver } from "../../../src/config/edit/taken-over.ts";
import { load } from "../../../src/config/load.ts";

const MACHINE = { machineId: "0".repeat(32), timezone: "UTC", isRoot: true, env: {} };
const ADDRESS = 'etc.mirrors["/m"]';
const MACHINE_BEFORE = "0123456789abcdef";
const VOLUMES = `volumes: { etc: { source: { type: "plain", path: "/etc" }, mirrors: [{ path: "/m" }] } }`;
const EMPTY = "pinned: {}, adopted: {}, takenOver: []";

interface Files {
  readonly main: string;
  readonly shared: string;
}

function loaded({ main, shared }: Files, hostname: string) {
  return load(main, "rdump.json5", { ...MACHINE, hostname }, new Map([["shared.json5", shared]]));
}

/** The kinds of lines that a host has. */
function kindsOn(hostname: string, files: Files): readonly string[] {
  const { config } = loaded(files, hostname);
  if (config === null) throw new Error("the config has an error");
  const { pinned, adopted, takenOver } = config;
  return [
    ...(pinned?.[ADDRESS]?.some(({ id }) => id === "new") === true ? ["pinned"] : []),
    ...(adopted?.[ADDRESS]?.ids.includes("new") === true ? ["adopted"] : []),
    ...(takenOver.some(({ machine }) => machine === MACHINE_BEFORE) ? ["takenOver"] : []),
  ];
}

/** Writes the three kinds of lines on the host `web`: the file of each, and the hosts for which all three apply then. */
function writtenIn(start: Files) {
  let files = start;
  const places: string[] = [];
  for (const kind of ["pinned", "adopted", "takenOver"] as const) {
    const { text, tree } = loaded(files, "web");
    if (tree === null) throw new Error("no config");
    const after =
      {
        pinned: () => withPin(text, tree, ADDRESS, { id: "new", until: null }),
        adopted: () => withAdopted(text, tree, ADDRESS, [{ id: "new" }]),
        takenOver: () => withTakenOver(text, tree, [{ address: ADDRESS, machine: MACHINE_BEFORE }]),
      }[kind]() ?? "";
    // The text of the main file is before that of the included file.
    const { main, shared } = files;
    const isShared = after.startsWith(`${main}\n`);
    places.push(isShared ? "shared" : "main");
    files = isShared
      ? { main, shared: after.slice(main.length + 1) }
      : { main: after.slice(0, -shared.length - 1), shared };
  }
  const hosts = ["web", "db"].filter((host) => kindsOn(host, files).length === 3);
  return { places: [...new Set(places)], hosts };
}

t.test("lines for pins, adopted points and takeovers go where the page of many hosts says", (t) => {
  const include = 'version: 1, include: ["shared.json5"]';
  const hosts = "hosts: { web: {}, db: {} }";
  const other = `pinned: { '${ADDRESS}': [{ id: "old" }] }, adopted: { '${ADDRESS}': [{ id: "old" }] }`;
  const of = (main: string, shared: string) => writtenIn({ main: `{ ${main}, ${VOLUMES} }`, shared: `{ ${shared} }` });
  t.strictSame(of(`${include}, ${hosts}`, ""), { places: ["main"], hosts: ["web", "db"] }, "no declaration");
  t.strictSame(of(`${include}, ${hosts}`, EMPTY), { places: ["shared"], hosts: ["web", "db"] }, "a shared one");
  t.strictSame(of(`${include}, ${hosts}, ${EMPTY}`, EMPTY), { places: ["main"], hosts: ["web", "db"] }, "the highest");
  const withLists = of(`${include}, ${hosts}, pinned: {}, adopted: {}`, `${other}, takenOver: []`);
  t.strictSame(withLists, { places: ["shared"], hosts: ["web", "db"] }, "the list of the group");
  const override = of(`${include}, hosts: { web: { ${EMPTY} }, db: {} }`, "");
  t.strictSame(override, { places: ["main"], hosts: ["web"] }, "empty values in an override");
  t.end();
});

import type { World } from "../../world/world.ts";
import { Options } from "../options.ts";
import type { Ended } from "../tool.ts";
import {
  clonesOf,
  datasetOf,
  effective,
  findDataset,
  findSnapshot,
  inherited,
  isMounted,
  mountpointOf,
  snapshotsOf,
} from "./datasets.ts";
import { tokenOf } from "./token.ts";

const KNOWN = { "-Hp": "flag", "-r": "flag", "-d": "value", "-t": "value", "-o": "value", "-s": "value" } as const;

/** `zfs list -Hp -t TYPES [-r | -d N] -o FIELDS NAME...`. */
export function list(world: World, argv: readonly string[]): Ended {
  const options = Options.parse(argv, KNOWN);
  const fields = (options.one("-o") ?? "").split(",");
  const [found, stderr] = listed(world, options);
  const rows = found.map((name) => fields.map((field) => fieldOf(world, name, field)).join("\t"));
  return { world, exitCode: stderr === "" ? 0 : 1, stdout: rows.map((row) => `${row}\n`).join(""), stderr };
}

/**
 * `zfs get -Hp [-t snapshot -d 1] -o FIELDS PROPERTY NAME...`: fields are name, value and source, also more than once. And
 * `zfs get -Hp -s local -o name,property PROPERTIES NAME...`.
 */
export function get(world: World, argv: readonly string[]): Ended {
  const options = Options.parse(argv, KNOWN);
  const [property = "", ...names] = options.words;
  const fields = (options.one("-o") ?? "").split(",");
  if (fields.join() === "name,property,value") return sizesOf(world, property, names);
  if (options.one("-s") === "local" && fields.join() === "name,property") return ownOf(world, property, names);
  if (!property.includes(":")) throw new Error(`the fake does not know zfs get ${argv.join(" ")}`);
  const [found, stderr] = options.has("-t") ? listed(world, options, names) : known(world, names);
  const rows = found.map((name) => {
    const all: { readonly [field: string]: string } = {
      name,
      ...(inherited(world, name, property) ?? { value: "-", source: "-" }),
    };
    return `${fields.map((field) => all[field] ?? unknown(field)).join("\t")}\n`;
  });
  return { world, exitCode: stderr === "" ? 0 : 1, stdout: rows.join(""), stderr };
}

/** How much does not matter here. A snapshot or bookmark that the dataset does not have gives no number. */
function sizesOf(world: World, properties: string, names: readonly string[]): Ended {
  const [found, stderr] = known(world, names);
  const sizeOf = (name: string, property: string) => {
    const since = `${name}${property.slice("written".length)}`;
    const isThere = findSnapshot(world, since) !== undefined || world.bookmarks.some((each) => each.name === since);
    return property === "referenced" ? "1048576" : isThere ? "4096" : "-";
  };
  const rows = found.flatMap((name) =>
    properties.split(",").map((property) => `${name}\t${property}\t${sizeOf(name, property)}\n`),
  );
  return { world, exitCode: stderr === "" ? 0 : 1, stdout: rows.join(""), stderr };
}

function ownOf(world: World, properties: string, names: readonly string[]): Ended {
  const [found, stderr] = known(world, names);
  const rows = found.flatMap((name) =>
    properties
      .split(",")
      .filter((property) => findDataset(world, name)?.properties[property] !== undefined)
      .map((property) => `${name}\t${property}\n`),
  );
  return { world, exitCode: stderr === "" ? 0 : 1, stdout: rows.join(""), stderr };
}

function listed(world: World, options: Options, words = options.words): readonly [readonly string[], string] {
  const [names, stderr] = known(world, words);
  const types = options.one("-t");
  const wantsSnapshots = types === "snapshot" || types === "snapshot,bookmark";
  const depth = options.has("-r") ? Number.POSITIVE_INFINITY : Number(options.one("-d") ?? 0);
  const found = names.flatMap((name) => {
    if (wantsSnapshots)
      return name.includes("@") ? [name] : depth > 0 ? momentsOf(world, name, types === "snapshot,bookmark") : [];
    const below = depth > 0 ? world.datasets.filter((each) => each.name.startsWith(`${name}/`)) : [];
    return [name, ...below.map((each) => each.name)];
  });
  return [[...new Set(found)], stderr];
}

function momentsOf(world: World, dataset: string, withBookmarks: boolean): readonly string[] {
  const bookmarks = withBookmarks ? world.bookmarks.filter((each) => datasetOf(each.name) === dataset) : [];
  return [...snapshotsOf(world, dataset), ...bookmarks].map(({ name }) => name);
}

function known(world: World, words: readonly string[]): readonly [readonly string[], string] {
  const isThere = (name: string) => (findDataset(world, name) ?? findSnapshot(world, name)) !== undefined;
  const missing = words.filter((name) => !isThere(name));
  return [words.filter(isThere), missing.map((name) => `cannot open '${name}': dataset does not exist\n`).join("")];
}

function fieldOf(world: World, name: string, field: string): string {
  const bookmark = world.bookmarks.find((each) => each.name === name);
  if (bookmark !== undefined) return bookmarkField(world, bookmark, field);
  if (field.includes(":")) return inherited(world, name, field)?.value ?? "-";
  const snapshot = findSnapshot(world, name);
  if (snapshot !== undefined) {
    const all: { readonly [field: string]: string } = {
      name,
      guid: snapshot.guid,
      userrefs: String(snapshot.holds.length),
      numclones: String(clonesOf(world, name).length),
      used: "4096",
      createtxg: String(snapshot.txg),
      creation: String(Math.floor((snapshot.created ?? 0) / 1000)),
      ivsetguid: setOf(world, name, snapshot.guid),
      clones: clonesOf(world, name)
        .map((clone) => clone.name)
        .join(","),
    };
    return all[field] ?? unknown(field);
  }
  const dataset = findDataset(world, name);
  const all: { readonly [field: string]: string } = {
    name,
    type: "filesystem",
    guid: dataset?.guid ?? "",
    mountpoint: mountpointOf(world, name),
    canmount: dataset?.properties.canmount ?? "on",
    keystatus: dataset?.properties.keystatus ?? "-",
    origin: dataset?.origin ?? "-",
    written: String(written(world, name)),
    ...{ used: "4096", creation: "0" },
    encryptionroot: dataset?.properties.encryptionroot ?? "-",
    keyformat: dataset?.properties.keyformat ?? "none",
    pbkdf2salt: dataset?.properties.pbkdf2salt ?? "-",
    receive_resume_token: dataset?.partial === undefined ? "-" : tokenOf(dataset.partial),
  };
  return all[field] ?? effective(world, name, field) ?? unknown(field);
}

/** The set of initialization vectors: the same on both sides, because the fake sends only raw streams of encrypted datasets. */
function setOf(world: World, name: string, guid: string): string {
  return findDataset(world, datasetOf(name))?.properties.keystatus === undefined ? "-" : guid;
}

/** A bookmark has no properties of users. */
function bookmarkField(world: World, bookmark: World["bookmarks"][number], field: string): string {
  const { name, guid, txg, withoutSet } = bookmark;
  const ivsetguid = withoutSet === true ? "-" : setOf(world, name, guid);
  const all: { readonly [field: string]: string } = {
    ...{ name, guid, createtxg: String(txg), creation: "0", ivsetguid, userrefs: "-", numclones: "-" },
  };
  return field.includes(":") ? "-" : (all[field] ?? unknown(field));
}

/** Since the newest snapshot or the clone; the exact number has no meaning here. A mounted clone always has some bytes. */
function written(world: World, name: string): number {
  const dataset = findDataset(world, name);
  const newest = snapshotsOf(world, name).at(-1) ?? findSnapshot(world, dataset?.origin ?? "");
  const isClone = dataset?.origin != null && isMounted(world, name);
  return isClone || world.devices[dataset?.device ?? ""]?.root !== newest?.root ? 4096 : 0;
}

function unknown(field: string): never {
  throw new Error(`the fake's zfs has no field ${field}`);
}

import type { World } from "../../world/world.ts";
import { Options } from "../options.ts";
import { type Call, done, type Ended, refused } from "../tool.ts";

export type Row = { readonly [field: string]: string };

const REPORT_OPTIONS = {
  "--reportformat": "value",
  "--units": "value",
  "--nosuffix": "flag",
  "--binary": "flag",
  "--options": "value",
  "--select": "value",
} as const;

/** `lvs` and `vgs` as JSON, in bytes and with facts as 1, 0 and -1: the one way in which they are asked here. */
export function report(world: World, call: Call, kind: "lv" | "vg", rows: readonly Row[]): Ended {
  const options = Options.parse(call.argv.slice(1), REPORT_OPTIONS);
  if (options.one("--reportformat") !== "json" || options.one("--units") !== "b" || !options.has("--binary")) {
    throw new Error(`the fake prints reports as JSON, in bytes and binary only: ${call.argv.join(" ")}`);
  }
  const fields = (options.one("--options") ?? "").split(",");
  const unknown = fields.find((field) => rows.some((row) => row[field] === undefined));
  if (unknown !== undefined) return refused(world, 3, `  Unrecognised field: ${unknown}`);
  const selected = rows.filter(selector(options.one("--select")));
  const lines = selected.map((row) => `{${fields.map((field) => `"${field}":"${row[field]}"`).join(", ")}}`);
  const indent = " ".repeat(18);
  const body = lines.map((line) => `${indent}${line}`).join(",\n");
  return done(
    world,
    `  {\n      "report": [\n          {\n              "${kind}": [\n${body}\n              ]\n          }\n      ]\n  }\n`,
  );
}

/** `vg_name="a"||vg_name="b"`. */
function selector(select: string | null): (row: Row) => boolean {
  if (select === null) return () => true;
  const names = select.split("||").map((term) => {
    const [, name] = /^vg_name="([^"]*)"$/.exec(term) ?? [];
    if (name === undefined) throw new Error(`the fake does not know the selection ${select}`);
    return name;
  });
  return ({ vg_name }) => names.includes(vg_name ?? "");
}

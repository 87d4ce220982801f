import type { Source } from "../../model/source.ts";
import type { Cursor } from "../cursor.ts";
import { readDataset, readLvmName } from "../read/name.ts";
import { readPath } from "../read/path.ts";
import { readSnapshotSize } from "../read/size.ts";
import type { Report } from "../report.ts";
import { alone } from "./alone.ts";

/** Null when the source has no type that is known; the check has said so then. */
export function readSource(cursor: Cursor, report: Report): Source | null {
  switch (cursor.at("type").text()) {
    case "plain":
      return readPlain(cursor, report);
    case "lvm":
      return {
        type: "lvm",
        vg: readLvmName(cursor.at("vg"), report),
        lv: readLvmName(cursor.at("lv"), report),
        mount: readPath(cursor.at("mount"), report),
        snapshotSize: readSnapshotSize(cursor.at("snapshotSize"), report),
      };
    case "zfs":
      return {
        type: "zfs",
        dataset: readDataset(cursor.at("dataset"), report),
        recursive: cursor.at("recursive").flag() ?? false,
      };
    default:
      return null;
  }
}

function readPlain(cursor: Cursor, report: Report): Source {
  alone(cursor, ["mount", "path"], report);
  const mount = cursor.at("mount");
  const path = readPath(mount.exists ? mount : cursor.at("path"), report);
  return { type: "plain", path, mustBeMounted: mount.exists };
}

import type { PlainSource } from "../../../model/sources/plain.ts";
import type { Cursor } from "../../cursor.ts";
import { readPath } from "../../read/path.ts";
import { alone } from "../../resolve/alone.ts";
import type { Vocabulary } from "../../resolve/vocabulary.ts";
import type { SourceType } from "../source-type.ts";

export const PLAIN: SourceType<PlainSource> = {
  type: "plain",
  read,
  paths: ["mount", "path"],
  directory: ({ path, mustBeMounted }) => ({
    path,
    isMountPoint: mustBeMounted,
    key: mustBeMounted ? "mount" : "path",
  }),
};

function read(cursor: Cursor, { report }: Vocabulary): PlainSource {
  alone(cursor, ["mount", "path"], report);
  const mount = cursor.at("mount");
  const path = readPath(mount.exists ? mount : cursor.at("path"), report);
  return { type: "plain", path, mustBeMounted: mount.exists };
}

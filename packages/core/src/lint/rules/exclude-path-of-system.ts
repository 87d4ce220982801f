import { isWithin, tidyPath } from "../../config/facts/paths.ts";
import { quoted } from "../../config/index.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import { sourceDirectory } from "../../config/sources/index.ts";
import type { Subject } from "../../config/subject.ts";

export const excludePathOfSystem: Rule = {
  code: "exclude-path-of-system",
  severity: "warning",
  summary: "Exclude is a path of the system",
  judges: "written",
  cause:
    "The exclude begins with the path of the volume's source, or with a directory that only the root of a system has. An exclude is a path from the root of the volume: in a volume of `/home`, `/home/ada/.cache` means `/home/home/ada/.cache`.",
  effect: "The exclude probably matches nothing, and the files are in every archive and mirror.",
  remedy:
    "Write the path from the root of the volume, for example `ada/.cache`. If the exclude is correct, add an ignore comment with the reason.",
  check: breaches,
};

function* breaches({ volumes }: Subject): Generator<Breach> {
  for (const { volume, cursor } of volumes) {
    const directory = volume === null ? null : sourceDirectory(volume.source);
    const root = tidyPath(directory?.path ?? "");
    if (root === "/") continue;
    for (const item of cursor.at("exclude").items()) {
      const detail = detailOf(item.text() ?? "", root);
      if (detail !== null) yield { span: item.span, detail };
    }
  }
}

/** Two names: a directory `/var` at the root of a volume is too common. */
const OF_SYSTEM = /^\/(bin|boot|dev|etc|home|lib|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)\/[^/]/;

function detailOf(text: string, root: string): string | null {
  const path = text.startsWith("/") ? text : `/${text}`;
  const hasPath = text.includes("/");
  if (hasPath && path.length < 4096 && isWithin(path, root)) {
    const inner = path.slice(root.length + 1);
    const meant = inner === "" ? "" : ` Write ${quoted(inner.includes("/") ? inner : `/${inner}`)}.`;
    return `An exclude begins at the root of the volume, which is ${quoted(root)}. So this exclude means ${quoted(root + path)}.${meant}`;
  }
  if (!OF_SYSTEM.test(text)) return null;
  return `An exclude begins at the root of the volume, which is ${quoted(root)}. So this exclude means ${quoted(root + path)}, and nothing outside of the volume is backed up. Remove the exclude, or write ${quoted(text.slice(1))} if the volume has this directory.`;
}

import { type Command, mover, type Pipeline, pipeline } from "@rdump/core/provider";
import type { Access } from "../../access.ts";
import type { ArchivePlace } from "../../actions/damage.ts";
import { digestQuery, ENV, printCommand } from "../../commands.ts";

/** What is restored, and where. */
export type Restoration = ArchivePlace & {
  readonly access: Access;
  /** The archives that it is a difference to, the full one first. */
  readonly before: readonly ArchivePlace[];
  /** An existing directory. */
  readonly to: string;
  /** From the root of the volume; empty: everything. */
  readonly paths: readonly string[];
  /** Paths that are restored in addition to `paths`, if the archive has them. */
  readonly also: readonly string[];
  /** Only the attributes of the root of the volume, which the directory gets. */
  readonly rootOnly: boolean;
};

/** An archive of a restore, and the commands for it. */
export interface Extraction {
  readonly place: ArchivePlace;
  readonly digest: Command;
  /** Prints the archive, which is checked before; null: it is extracted into an empty directory. */
  readonly print: Command | null;
  readonly extract: Pipeline;
}

/** In the order in which they are extracted. */
export function extractionsOf(restoration: Restoration): readonly Extraction[] {
  const { access, directory, archive, base } = restoration;
  return [...restoration.before, { directory, archive, base }].map((place, index) => ({
    place,
    digest: digestQuery(access, place, "tar"),
    print: index === 0 ? null : printCommand(access, place, "tar"),
    extract: extractPipeline(restoration, place, index > 0),
  }));
}

/**
 * tar never follows a link of the archive while it extracts, and refuses names that lead out of the directory. But it follows
 * links that an archive before left: see `DifferenceCheck`. A difference also removes what its directories do not have any more.
 */
function extractPipeline(restoration: Restoration, { directory, base }: ArchivePlace, isDifference: boolean): Pipeline {
  const { access, to } = restoration;
  const words = [
    ...["--extract", "--file=-", "--numeric-owner", "--preserve-permissions", "--warning=no-timestamp"],
    ...["--acls", "--xattrs", "--xattrs-include=*", "--selinux"],
    ...["--no-unquote", "--quoting-style=escape"],
    ...(isDifference ? ["--listed-incremental=/dev/null"] : []),
    ...membersFor(restoration, isDifference),
  ];
  return pipeline([
    { name: "zstd", command: printCommand(access, { directory, base }, "tar") },
    { name: "tar", command: mover(["tar", ...words], { cwd: to, env: ENV }) },
  ]);
}

/** With paths, the directories above them get their attributes, too. Those of a difference say which names are gone. */
function membersFor({ paths, also, rootOnly }: Restoration, isDifference: boolean): readonly string[] {
  if (rootOnly) return ["--no-recursion", "--", "./"];
  if (paths.length === 0) return [];
  const above = [...new Set(paths.flatMap(parentsOf))].sort().map((path) => `./${path}`);
  const parents = isDifference ? ["./", ...above] : above;
  const wanted = [...paths, ...also].map((path) => `./${path}`);
  return [...(parents.length === 0 ? [] : ["--no-recursion", ...parents, "--recursion"]), ...wanted];
}

function parentsOf(path: string): readonly string[] {
  const names = path.split("/");
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
}

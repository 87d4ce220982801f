import { findRevision, latestRevision, type Revision } from "../format/header.ts";
import type { SureNode } from "../format/node.ts";
import type { Problem } from "../scan/problem.ts";
import { type Progress, treeText } from "../scan/tree.ts";
import { placeOf } from "../store/place.ts";
import { openSurefile } from "../store/surefile.ts";
import { revisionText } from "../weave/revision.ts";
import { nodesOf } from "./nodes.ts";
import { bytesOfPath, type PathLike } from "./path.ts";

/** Options for every function that reads a live tree. */
export interface RunOptions {
  /** Threads that read and hash, the calling one among them; without, one for each core, at most 8. */
  readonly threads?: number;
  /** The script of a hashing thread, where `hash-worker.js` is not beside the code: in a bundle. */
  readonly worker?: URL;
  /** Called for each entry that could not be recorded completely. */
  readonly onProblem?: (problem: Problem) => void;
  /** Called often: some hundred files apart. */
  readonly onProgress?: (progress: Progress) => void;
}

export interface ScanOptions extends RunOptions {
  readonly sha256?: boolean;
  /** Needs getfattr. */
  readonly xattrs?: boolean;
}

/**
 * A live tree as nodes, every file read and hashed.
 *
 * @throws SureError `missing` when `directory` is none, `unsupported` when extended attributes cannot be read
 */
export async function* scan(directory: PathLike, options: ScanOptions = {}): AsyncGenerator<SureNode, void> {
  yield* nodesOf(
    treeText({
      root: bytesOfPath(directory),
      digests: options.sha256 ? ["sha1", "sha256"] : ["sha1"],
      xattrs: options.xattrs ?? false,
      threads: options.threads,
      worker: options.worker,
      onProblem: options.onProblem ?? (() => {}),
      onProgress: options.onProgress ?? (() => {}),
    }),
  );
}

export interface ReadOptions {
  /** A number or a name; the latest without. */
  readonly revision?: string;
}

/**
 * A revision of a surefile as nodes.
 *
 * @throws SureError `missing` when there is no such file or revision; `corrupt`, which may come as late as the last
 * node, because the checksum stands at the end
 */
export async function* readSurefile(file: PathLike, options: ReadOptions = {}): AsyncGenerator<SureNode, void> {
  const surefile = await openSurefile(placeOf(bytesOfPath(file)));
  try {
    const { header } = surefile;
    const revision = options.revision === undefined ? latestRevision(header) : findRevision(header, options.revision);
    yield* nodesOf(revisionText(surefile.body(), revision.number));
  } finally {
    await surefile.close();
  }
}

/**
 * The revisions of a surefile, the oldest first.
 *
 * @throws SureError `missing`, `corrupt`
 */
export async function listRevisions(file: PathLike): Promise<readonly Revision[]> {
  const surefile = await openSurefile(placeOf(bytesOfPath(file)));
  await surefile.close();
  return surefile.header.revisions;
}

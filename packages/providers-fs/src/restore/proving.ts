import {
  type Command,
  type Diagnostic,
  effectiveUser,
  isIrreplaceable,
  lastOutput,
  looseningArgv,
  mover,
  type ReadIo,
  type RunIo,
  type ScopeHandler,
  visible,
} from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { findPlace, plainPath } from "../mounts/place.ts";
import type { ProvingInput } from "./input.ts";

const NAME = ".rdump-proof";
const TREE = "tree";
const OTHERS_WRITE = 0o022;

export function provingPlace(parent: string): { readonly place: string; readonly directory: string } {
  const place = `${parent === "/" ? "" : parent}/${NAME}`;
  return { place, directory: `${place}/${TREE}` };
}

/** A closed directory for a restored tree. What a dead run left in it is removed first: one run at a time uses it. */
export const provingScope: ScopeHandler<ProvingInput> = {
  kind: "fs/proving",
  version: 1,
  schema: inputSchemas.scopes["fs/proving"],

  handle: ({ parent }) => ({ path: provingPlace(parent).place }),

  commands: ({ parent }) => ({
    acquire: [removal(parent), loosening(parent), creation(parent)],
    release: [removal(parent), loosening(parent)],
  }),

  async acquire({ parent }, _run, io) {
    const unsafe = await whyUnsafe(parent, io);
    if (unsafe !== null) return unsafe;
    return (await removed(parent, io)) ?? (await done(creation(parent), parent, io));
  },

  async release({ parent }, _run, io) {
    if ((await io.lstat(provingPlace(parent).place)) === null) return null;
    return removed(parent, io);
  },
};

/** borg extracts by absolute paths: a user who replaces a directory on the path would redirect what root writes. */
async function whyUnsafe(parent: string, io: ReadIo): Promise<Diagnostic | null> {
  const shown = visible(parent);
  const found = await findPlace(parent, io);
  if (found.kind !== "place") {
    return FS.error("proof-no-place", `${shown} is not a directory that can be entered. Create it, with mode 0700.`);
  }
  const facts = await io.lstat(parent);
  if (found.place.real !== plainPath(parent) || facts === null || (facts.mode & OTHERS_WRITE) !== 0) {
    const detail = `${shown} is a symbolic link, or other users can write to it. Name another directory.`;
    return FS.error("proof-no-place", detail);
  }
  if (await isIrreplaceable(parent)) return null;
  const detail = `Another user owns ${shown} or a directory above it, or can write there, and could redirect the restored files. Name another directory.`;
  return FS.error("proof-no-place", detail);
}

async function done(command: Command, parent: string, io: RunIo): Promise<Diagnostic | null> {
  const result = await io.run(command);
  if (result.exitCode === 0) return null;
  const { place } = provingPlace(parent);
  const detail = `${visible(place)}: ${lastOutput(result)}. To remove it:\nrm -r ${visible(place)}`;
  return FS.error("proof-no-place", detail);
}

/**
 * A program that was killed can leave immutable files. They are removed only in a directory that no other user has had: such a
 * user could exchange a file for a link to one of root.
 */
async function removed(parent: string, io: RunIo): Promise<Diagnostic | null> {
  const fault = await done(removal(parent), parent, io);
  const left = fault === null ? null : await io.lstat(provingPlace(parent).place);
  if (left?.kind !== "directory" || left.uid !== effectiveUser()) return fault;
  await io.run(loosening(parent));
  return done(removal(parent), parent, io);
}

function loosening(parent: string): Command {
  const condition = "if it cannot be removed";
  return mover(looseningArgv(`./${NAME}`), { cwd: parent, condition });
}

function removal(parent: string): Command {
  return mover(["rm", "--recursive", "--force", "--one-file-system", "--", `./${NAME}`], { cwd: parent });
}

function creation(parent: string): Command {
  return mover(["install", "--directory", "--mode=0700", "--", `./${NAME}`, `./${NAME}/${TREE}`], { cwd: parent });
}

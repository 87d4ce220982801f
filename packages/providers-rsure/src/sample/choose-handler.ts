import {
  type ActionHandler,
  type FileWrite,
  failed,
  LARGEST_LIST,
  lastOutput,
  type Outcome,
  type RunIo,
  type SampleFiles,
  sampleDirectory,
  visible,
} from "@rdump/core/provider";
import { entriesCommand } from "../check/commands.ts";
import { findRevision, surefileDamaged } from "../check/found.ts";
import type { ChooseInput } from "../check/input.ts";
import { ofRun } from "../check/of-run.ts";
import { RSURE } from "../codes.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { whyNot } from "../revisions.ts";
import { chooseSample } from "./choose.ts";
import { readCoverage } from "./cover.ts";
import { isSampled, parseRevisionEntry, type RevisionEntry } from "./entry.ts";

/** Writes the list of the files that the next proof of a sample reads. */
export const chooseHandler: ActionHandler<ChooseInput> = {
  kind: "rsure/choose",
  version: 2,
  schema: inputSchemas.actions["rsure/choose"],
  commands: (input, run) => [
    sampleDirectory(input.files),
    ...input.surefiles.map((place, at) => entriesCommand(ofRun(input, run), place, at)),
    listWrite(input.files),
  ],
  probe: () => Promise.resolve({ state: "absent" }),

  async run({ input: asPlanned, run, io, verifyTree }) {
    const input = ofRun(asPlanned, run);
    const changed = input.tree === null ? null : await verifyTree("before");
    if (changed !== null) return failed(changed);
    const found = await findRevision(input, io);
    if ("damaged" in found) return surefileDamaged(input, found.damaged);
    // The comparison, which follows, reports it as a warning: nothing is known, good or bad.
    if ("missing" in found) return writeList([], input.files, io);
    const entries: RevisionEntry[] = [];
    const listed = await io.run(entriesCommand(input, found.place, input.surefiles.indexOf(found.place)), {
      stdout: (line) => {
        const entry = parseRevisionEntry(line);
        if (entry?.isProvable === true && isSampled(entry, input)) entries.push(entry);
      },
    });
    if (listed.exitCode !== 0)
      return failed(RSURE.error("rsure-not-checked", `The entries cannot be listed: ${whyNot(listed)}.`));
    const chosen = chooseSample(
      entries,
      input.sample,
      await readCoverage(input.files, io),
      Date.parse(run.time) / 1000,
    );
    return writeList(chosen, input.files, io);
  },
};

async function writeList(chosen: readonly RevisionEntry[], files: SampleFiles, io: RunIo): Promise<Outcome> {
  const content = chosen.map(({ escaped }) => `${escaped}\n`).join("");
  if (content.length > LARGEST_LIST) return failed(notWritten("The sample has too many files. Declare a smaller one."));
  for (const step of [sampleDirectory(files), { ...listWrite(files), content }]) {
    const result = await io.run(step);
    if (result.exitCode !== 0) return failed(notWritten(`${visible(files.list)}: ${lastOutput(result)}.`));
  }
  return { status: "done", made: null, moved: { files: chosen.length }, warnings: [] };
}

function listWrite({ list }: SampleFiles): FileWrite {
  return { do: "write", path: list, content: "", mode: 0o600, found: "the paths of the sample", bulk: true };
}

function notWritten(detail: string) {
  return RSURE.error("rsure-sample-not-written", detail);
}

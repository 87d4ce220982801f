import { type ActionContext, type Step, sampleFilesIn } from "@rdump/core/provider";
import t from "tap";
import type { ChooseInput } from "../../src/check/input.ts";
import { chooseHandler } from "../../src/sample/choose-handler.ts";

const FILES = sampleFilesIn("/state", "joke", 'docs.archives["disk"]');

t.test(
  "without the revision of the point the sample is empty: the comparison says that nothing is known",
  async (t) => {
    const steps: Step[] = [];
    const io = {
      lstat: async () => null,
      run: async (step: Step) => {
        steps.push(step);
        return { exitCode: 0 };
      },
    };
    const input: ChooseInput = {
      rsure: ["rsure"],
      volume: "docs",
      directory: "/scratch",
      surefiles: [{ directory: "/scratch", file: "/scratch/2sure.dat.gz" }],
      revision: "20261122T200640Z",
      tree: null,
      proof: { point: "docs-20261122T200640Z", carries: true, place: null },
      excludes: [],
      own: [],
      sample: { kind: "part", part: 0.5 },
      files: FILES,
    };
    const run = { id: "R", stamp: "20261123T200640Z", time: "2026-11-23T20:06:40Z", machine: null };
    const outcome = await chooseHandler.run({ input, run, io } as unknown as ActionContext<ChooseInput>);
    t.match(outcome, { status: "done", moved: { files: 0 }, warnings: [] });
    t.match(steps.at(-1), { do: "write", path: FILES.list, content: "" });
  },
);

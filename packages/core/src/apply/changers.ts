import type { ChangerWatch } from "../io/changer-watch.ts";
import type { Journal } from "../journal/journal.ts";
import type { ApplyEvent } from "../model/apply-event.ts";
import { Recorder } from "./recorder.ts";

export interface ChangersWatched extends ChangerWatch {
  /** How many have not ended. */
  atWork(): number;
}

/** Records each changer of a run in its journal and reports it. A changer that cannot be recorded runs too. */
export function watchChangers(journal: Journal, report: (event: ApplyEvent) => void): ChangersWatched {
  const recorder = new Recorder(journal);
  const atWork = new Set<number>();
  return {
    atWork: () => atWork.size,
    async began(changer) {
      atWork.add(changer.pid);
      report({ type: "changer-begins", pid: changer.pid, argv: changer.argv });
      await recorder.write({ type: "changer", ...changer });
    },
    async ended(pid) {
      atWork.delete(pid);
      report({ type: "changer-ends", pid });
      await recorder.write({ type: "changer-ended", pid });
    },
  };
}

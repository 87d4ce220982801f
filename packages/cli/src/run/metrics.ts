import { lastKnownStatus, metricsText, type Session, systemReason, writeFileAtomically } from "@rdump/core";
import type { RunEnd } from "@rdump/notify";
import { CLI } from "../codes.ts";
import type { Context } from "../context.ts";
import { showDiagnostics } from "../failures.ts";

/** The exporter runs as another user. */
const MODE = 0o644;

/**
 * Writes the file of `metrics` after a run, also after a failed one. A file that cannot be written is a warning.
 *
 * @param end null: a person ended the run
 */
export async function writeMetrics(session: Session, context: Context, end: RunEnd | null): Promise<void> {
  const { config, host } = session;
  const path = config.metrics;
  if (path === null) return;
  try {
    // A run without actions has no journal: the newest one is of another run.
    const isDone = end === null ? null : end.failure === null;
    // The file is about all volumes, also after a run of some of them.
    const status = await lastKnownStatus({ ...session, only: null });
    const record = await host.state(config.stateDir).readRecord();
    await writeFileAtomically(path, metricsText(status, record, isDone), MODE);
  } catch (error) {
    showDiagnostics([CLI.warning("metrics-not-written", `${path}: ${systemReason(error, path)}.`)], context);
  }
}

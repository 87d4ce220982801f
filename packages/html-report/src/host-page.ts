import { driftText, type HostReport, worstState } from "@rdump/core";
import { daysIn } from "./days.ts";
import { type Html, html } from "./html.ts";
import { runsSection } from "./runs.ts";
import { scrollTable } from "./table.ts";
import { targetsSection } from "./targets.ts";
import { agoText, counted, kindOf, timesIn } from "./words.ts";

/** The state of one host in a word, and how it is shown. */
export function verdictOf({ status: { groups, upkeep, drift } }: HostReport) {
  const kind = drift.length > 0 ? "bad" : kindOf([...groups, ...upkeep]);
  const state = worstState([...groups, ...upkeep].map((each) => each.state));
  return { kind, text: state === "ok" && drift.length > 0 ? "drift" : state } as const;
}

/** How much of a host is shown. */
export interface Detail {
  /** How many targets have a calendar. */
  readonly targets: number;
  readonly runs: boolean;
}

/** The sections of one host. The caller writes the heading. */
export function hostSections(report: HostReport, detail: Detail): Html {
  const { status, points, runs, timezone } = report;
  const { groups, host, lastRun, running, asOf } = status;
  const timeText = timesIn(timezone);
  const dayOf = daysIn(timezone);
  const today = dayOf(Date.parse(asOf));
  const good = groups.filter((group) => kindOf([group]) !== "bad").length;
  const verdict = verdictOf(report);
  return html`<p class="dim">${status.owner} on ${status.host}, rdump ${status.rdump}, state of ${timeText(asOf)} (${timezone})</p>
<ul class="facts"><li>State<b class="state ${verdict.kind}">${verdict.text}</b></li><li>Targets without a problem<b>${good} of ${groups.length}</b></li>
<li>Points<b>${groups.reduce((sum, group) => sum + group.points, 0).toLocaleString("en-US")}</b></li>
<li>Last run<b>${lastRun === null ? "none" : `${lastRun.status}, ${agoText((Date.parse(asOf) - Date.parse(lastRun.began)) / 1000)}`}</b></li>
${running === null ? null : html`<li>Running<b>since ${timeText(running.since)}</b></li>`}</ul>
${problemSection(report)}<h2>Targets</h2>${targetsSection(groups, points, { host, today, dayOf, timeText, detailed: detail.targets })}
${upkeepSection(report, timeText)}${
  runs.length > 0 && detail.runs ? html`<h2>Runs</h2>${runsSection(runs, { host, today, dayOf, timeText })}` : null
}`;
}

/** What is no state of a target. */
function problemSection({ status: { drift, shrunken, forgotten } }: HostReport): Html | null {
  const lines = [
    ...shrunken.map(
      ({ volume, by }) =>
        `${volume}: the source lost too many files (counted by ${by}); deletions require confirmation.`,
    ),
    ...drift.map((each) => `${each.address}: drift: ${driftText(each)}`),
    ...forgotten.map(({ address }) => `${address}: no longer declared, and still has points.`),
  ];
  if (lines.length === 0) return null;
  return html`<h2>${counted(lines.length, "finding")}</h2><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

function upkeepSection({ status: { upkeep, host } }: HostReport, timeText: (time: string) => string): Html | null {
  if (upkeep.length === 0) return null;
  const rows = upkeep.map((each) => {
    const why = each.failure?.summary ?? each.obstacle ?? "";
    const last = each.last === null ? "never" : timeText(each.last.time);
    return html`<tr><th scope="row">${each.address} ${each.kind}</th><td><span class="state ${kindOf([each])}">${each.state}</span></td><td>${last}</td><td class="wide">${why}</td></tr>`;
  });
  return html`<h2>Upkeep</h2>${scrollTable(`Upkeep of ${host}`, ["Repository", "State", "Last", "Problem"], rows)}`;
}

import type { HostReport } from "@rdump/core";
import { calendarLines } from "./calendar.ts";
import { type Detail, hostSections, verdictOf } from "./host-page.ts";
import { Html, html } from "./html.ts";
import { STYLE } from "./style.ts";
import { scrollTable } from "./table.ts";
import { agoText, counted, timesIn } from "./words.ts";

/** A file of a fleet that is no report. */
export interface Unreadable {
  readonly file: string;
  readonly why: string;
}

/** How many targets of a page have a calendar: about 4 KB each. */
const CALENDARS = 150;
/** How many hosts of a page show their runs: about 20 KB each. */
const RUNS = 20;
/** The longest sections of one host, and of all hosts together, in characters: a report can come from a hostile host. */
const LONGEST_HOST = 4_000_000;
const LONGEST_FLEET = 64_000_000;
/** In a cell of the table of hosts. */
const LONGEST_CELL = 200;

/** The page of one host: complete in itself, without scripts, and without a request to anywhere. */
export function hostPage(report: HostReport): string {
  const { host } = report.status;
  return page(
    `Backups of ${host}`,
    html`<h1>Backups of ${host}</h1>${hostSections(report, { targets: CALENDARS, runs: true })}`,
  );
}

export interface FleetOptions {
  /** The present time, in milliseconds. */
  readonly now: number;
  /** A host whose report is older, or dated that far in the future, is silent; in milliseconds. */
  readonly silentAfter: number;
  readonly unreadable: readonly Unreadable[];
}

/** The page of many hosts: a table, the worst first, then each host. */
export function fleetPage(reports: readonly HostReport[], { now, silentAfter, unreadable }: FleetOptions): string {
  const timeText = timesIn("UTC");
  const hosts = reports.map((report) => {
    const age = now - Date.parse(report.status.asOf);
    // A wrong clock can date the last report of a dead host far in the future.
    const silent = !(Math.abs(age) <= silentAfter);
    const verdict = silent ? ({ kind: "bad", text: "silent" } as const) : verdictOf(report);
    return { report, age, verdict, name: cellText(report.status.host) };
  });
  const order = { bad: 0, fair: 1, good: 2 };
  hosts.sort((a, b) => order[a.verdict.kind] - order[b.verdict.kind] || (a.name < b.name ? -1 : 1));
  const rows = hosts.map(({ report: { status }, age, verdict, name }, index) => {
    const { groups, lastRun, asOf, owner, rdump } = status;
    return html`<tr><th scope="row"><a href="#host-${index}">${name}</a></th><td>${cellText(owner)}</td><td><span class="state ${verdict.kind}">${verdict.text}</span></td><td class="number">${groups.length}</td><td>${lastRun === null ? "none" : cellText(lastRun.status)}</td><td>${timeText(asOf)} (${agoText(age / 1000)})</td><td>${cellText(rdump)}</td></tr>`;
  });
  const faults = unreadable.map(({ file, why }) => html`<li>${file}: ${why}</li>`);
  const bad = hosts.filter(({ verdict }) => verdict.kind === "bad").length + unreadable.length;
  let calendars = CALENDARS;
  let room = LONGEST_FLEET;
  const details = hosts.map(({ report, verdict, name }, index) => {
    const detail = { targets: Math.min(calendars, report.status.groups.length), runs: index < RUNS };
    calendars -= detail.targets;
    const sections = sectionsWithin(Math.min(LONGEST_HOST, room), report, detail);
    room -= sections.text.length;
    return html`<details id="host-${index}"><summary><span class="state ${verdict.kind}">${verdict.text}</span> ${name}</summary>${sections}</details>`;
  });
  return page(
    `Backups of ${counted(hosts.length, "host")}`,
    html`<h1>Backups of ${counted(hosts.length, "host")}</h1><p>${bad === 0 ? "No host has a problem." : `${counted(bad, "host")} with problems.`} <span class="dim">State of ${timeText(new Date(now).toISOString())} (UTC)</span></p>
${faults.length === 0 ? null : html`<h2>Files that are no report</h2><ul>${faults}</ul>`}<h2>Hosts</h2>
${scrollTable("Hosts", ["Host", "Owner", "State", "Targets", "Last run", "Report of", "rdump"], rows)}
${details}`,
  );
}

function sectionsWithin(most: number, report: HostReport, detail: Detail): Html {
  const sections = hostSections(report, detail);
  if (sections.text.length <= most) return sections;
  return html`<p class="problem">The report is too large for this page. Make a page on that host.</p>`;
}

function cellText(text: string): string {
  return text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL)}…` : text;
}

function page(title: string, content: Html): string {
  const policy = new Html("default-src 'none'; style-src 'unsafe-inline'");
  return html`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}"><title>${title}</title><style>${new Html(STYLE)}</style></head>
<body><main>${calendarLines()}${content}</main></body></html>
`.text;
}

import { lstat, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import {
  type HostReport,
  openLocalReader,
  reportNow,
  statusExitCode,
  systemReason,
  writeFileAtomically,
} from "@rdump/core";
import { fleetPage, hostPage, parseReport, type Unreadable } from "@rdump/html-report";
import { CLI } from "../codes.ts";
import type { Context, ExitCode } from "../context.ts";
import { openSession, type SessionOptions } from "../session.ts";

export interface ReportOptions extends SessionOptions {
  readonly json?: boolean;
  readonly html?: string;
  readonly from?: string;
}

const LARGEST = 64 * 1024 * 1024;
/** Of all reports together, in bytes. */
const LARGEST_FLEET = 512 * 1024 * 1024;
const MOST_FILES = 5000;
/** A host whose report is older than two days is silent. */
const SILENT_AFTER = 2 * 86_400_000;

export async function runReport(options: ReportOptions, context: Context): Promise<ExitCode> {
  const { html, json = false, from } = options;
  if (html === undefined && !json)
    throw CLI.failure("usage-report", "Name the file of the page:\nrdump report --html FILE");
  if (from !== undefined) {
    if (json) throw CLI.failure("usage-report", "`--from` makes a page only: leave out `--json`.");
    return fleet(from, html ?? "", context);
  }
  const session = await openSession({ ...options, waitForLocks: false }, context);
  const report = await context.holding(() => reportNow(session));
  if (json) await context.terminal.raw(`${JSON.stringify(report)}\n`);
  if (html !== undefined) await writePage(html, hostPage(report), context);
  return statusExitCode(report.status) === 1 ? 1 : 0;
}

/** A page of the reports of many hosts, one file each. It needs no config. */
async function fleet(from: string, html: string, context: Context): Promise<ExitCode> {
  const directory = resolve(context.cwd, from);
  const names = await readdir(directory).catch((error: Error) => {
    throw CLI.failure("report-unreadable", `${directory}: ${systemReason(error, directory)}.`);
  });
  const files = names.filter((name) => name.endsWith(".json")).sort();
  if (files.length === 0) throw CLI.failure("report-unreadable", `${directory} has no file that ends in .json.`);
  if (files.length > MOST_FILES) {
    throw CLI.failure("report-unreadable", `${directory} has ${files.length} reports; at most ${MOST_FILES} are read.`);
  }
  const reports: HostReport[] = [];
  const unreadable: Unreadable[] = [];
  let room = LARGEST_FLEET;
  for (const file of files) {
    const found = await reportIn(join(directory, file), Math.min(LARGEST, room), context);
    if (typeof found === "string") unreadable.push({ file, why: found });
    else {
      reports.push(found.report);
      room -= found.bytes;
    }
  }
  const now = context.host.clock();
  await writePage(html, fleetPage(reports, { now, silentAfter: SILENT_AFTER, unreadable }), context);
  return unreadable.length === 0 ? 0 : 1;
}

/** Another host may have written the file. */
async function reportIn(
  path: string,
  most: number,
  { env, stop }: Context,
): Promise<{ readonly report: HostReport; readonly bytes: number } | string> {
  const reader = openLocalReader({ env, signal: stop.hurry });
  try {
    const bytes = await reader.readFile(path, most);
    if (bytes === null) return "it is gone";
    // The decoder leaves out a byte order mark, as editors and shells of other systems write it.
    const report = parseReport(new TextDecoder().decode(bytes));
    return typeof report === "string" ? report : { report, bytes: bytes.length };
  } catch (error) {
    return systemReason(error, path);
  }
}

async function writePage(file: string, page: string, { cwd, terminal, user }: Context): Promise<void> {
  const path = resolve(cwd, file);
  // A page that a web server may read stays readable for it. Another user does not choose the mode.
  const before = await lstat(path).catch(() => null);
  const isOwn = before?.isFile() === true && before.uid === user.uid && before.nlink === 1;
  await writeFileAtomically(path, page, isOwn ? before.mode & 0o777 : 0o600).catch((error: Error) => {
    throw CLI.failure("report-not-written", `${path}: ${systemReason(error, path)}.`);
  });
  terminal.error(`Wrote ${path}.`);
}

import { chmodSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import t from "tap";
import { openScene } from "../scene.ts";

t.test("a report of the host, as a page and as JSON, and a page of several hosts", async (t) => {
  const scene = openScene(t);
  scene.declare({
    version: 1,
    id: "joke",
    machine: "m",
    timezone: "UTC",
    stateDir: scene.path("state"),
    volumes: {
      docs: { source: { type: "plain", path: scene.path("source") }, mirrors: [{ path: scene.path("mirror") }] },
    },
  });
  t.match(await scene.rdump("report"), { exitCode: 1, err: "usage-report" });
  t.match(await scene.rdump("report", "--html", "nowhere/page.html"), { exitCode: 1, err: "report-not-written" });
  t.equal((await scene.rdump("apply", "-y")).exitCode, 0);

  const page = scene.path("page.html");
  t.match(await scene.rdump("report", "--html", page), { exitCode: 0, out: "" });
  t.match(readFileSync(page, "utf8"), /<h3>docs\.mirrors/);
  t.equal(statSync(page).mode & 0o777, 0o600);
  chmodSync(page, 0o644);
  t.match(await scene.rdump("report", "--html", page), { exitCode: 0 });
  t.equal(statSync(page).mode & 0o777, 0o644, "a page that a web server reads stays readable");

  symlinkSync("page.html", scene.path("link.html"));
  t.match(await scene.rdump("report", "--html", scene.path("link.html")), { exitCode: 0 });
  t.equal(lstatSync(scene.path("link.html")).mode & 0o777, 0o600, "a link does not choose the mode");

  const report = await scene.rdump("report", "--json");
  const found = JSON.parse(report.out);
  t.match(found, {
    formatVersion: 1,
    timezone: "UTC",
    status: { owner: "joke", machine: /^[0-9a-f]+$/, rdump: "0.1.0", groups: [{ state: "ok" }] },
    points: [{ address: /^docs\.mirrors/, time: "2026-11-22T12:00:00Z" }],
    runs: [{ status: "ok", problems: [] }],
  });
  t.equal(typeof found.status.host, "string");

  const reports = scene.path("reports");
  t.match(await scene.rdump("report", "--html", page, "--from", reports), { exitCode: 1, err: "report-unreadable" });
  mkdirSync(reports);
  t.match(await scene.rdump("report", "--html", page, "--from", reports), { exitCode: 1, err: "report-unreadable" });
  writeFileSync(scene.path("reports", "one.json"), report.out);
  writeFileSync(scene.path("reports", "two.json"), `\ufeff${(await scene.rdump("status", "--json")).out}`);
  t.match(await scene.rdump("report", "--html", page, "--from", reports), { exitCode: 0 });
  t.match(readFileSync(page, "utf8"), "Backups of 2 hosts", "one file begins with a byte order mark");
  scene.at("2026-11-26T12:00:00Z");
  writeFileSync(scene.path("reports", "three.json"), "{");
  t.match(await scene.rdump("report", "--html", page, "--from", reports), { exitCode: 1 });
  const worse = readFileSync(page, "utf8");
  t.match(worse, 'class="state bad">silent<');
  t.match(worse, "three.json: it is not JSON");
});

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import { cronText, isEdited, isOwnUnit, type Schedule, unitsOf } from "../../src/index.ts";

const SCHEDULE: Schedule = {
  name: "rdump",
  command: ["/bin/true"],
  config: "/etc/rdump/rdump.json5",
  calendar: "*-*-* 04:00:00 Europe/Berlin",
  delay: "10m",
  onFailure: null,
  mayDropPrivileges: true,
};
const canVerify = spawnSync("systemd-analyze", ["--version"]).status === 0;

t.test("a stop of the service ends neither lvcreate nor zfs, and hides no mount", (t) => {
  const [{ text }] = unitsOf(SCHEDULE);
  for (const line of ["Type=oneshot", "KillMode=process", "SendSIGKILL=no", "OOMPolicy=continue", "UMask=0077"])
    t.ok(text.split("\n").includes(line), line);
  t.notMatch(
    text,
    /^(Private|Protect|ReadOnly|ReadWrite|Inaccessible|Bind|TemporaryFile|RootDirectory|Dynamic|MountFlags)/m,
  );
  t.match(text, "ExecStart=/bin/true apply --yes --wait 1h --config /etc/rdump/rdump.json5\n");
  t.match(text, /^NoNewPrivileges=yes$/m);
  t.notMatch(unitsOf({ ...SCHEDULE, mayDropPrivileges: false })[0].text, /NoNewPrivileges/);
  t.match(unitsOf({ ...SCHEDULE, onFailure: "mail@%n.service" })[0].text, /^OnFailure=mail@%n\.service$/m);
  t.ok(isOwnUnit(text));
  t.notOk(isOwnUnit("[Unit]\n"));
  for (const whole of [text, cronText(SCHEDULE, "0 4 * * *", "root")]) {
    t.notOk(isEdited(whole));
    t.ok(isEdited(whole.replace("apply", "plan")));
    t.ok(isEdited(`${whole}# note\n`));
  }
  t.end();
});

t.test("the timer uses the time zone of the config, and makes up for a night without power", (t) => {
  const [, { text }] = unitsOf(SCHEDULE);
  for (const line of [
    "OnCalendar=*-*-* 04:00:00 Europe/Berlin",
    "Persistent=true",
    "RandomizedDelaySec=10m",
    "FixedRandomDelay=true",
  ])
    t.ok(text.split("\n").includes(line), line);
  t.end();
});

t.test("paths with spaces, quotes, percent signs and dollars stay one word", (t) => {
  const odd = { ...SCHEDULE, config: '/srv/a b/100%/$HOME/"x"\\y.json5' };
  t.match(unitsOf(odd)[0].text, '--config "/srv/a b/100%%/$$HOME/\\"x\\"\\\\y.json5"\n');
  t.match(cronText(odd, "0 4 * * *", "root"), `--config '/srv/a b/100\\%/$HOME/"x"\\y.json5'\n`);
  t.equal(cronText(SCHEDULE, "0 4 * * *", "root").split("\n").length, 5);
  t.end();
});

t.test("a path with a backslash at its end does not take the next line", (t) => {
  for (const { text } of unitsOf({ ...SCHEDULE, config: "/srv/x\\" }))
    t.match(text, /^Description=.*\/srv\/x\\\\$/m, "two backslashes are no continuation");
  t.end();
});

t.test("systemd accepts the units", { skip: canVerify ? false : "systemd-analyze is not installed" }, (t) => {
  const directory = mkdtempSync(join(tmpdir(), "rdump-units-"));
  t.teardown(() => rmSync(directory, { recursive: true }));
  const odd = { ...SCHEDULE, config: '/srv/a b/100%/$HOME/"x".json5' };
  const paths = unitsOf(odd).map(({ name, text }) => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  });
  const { status, stdout, stderr } = spawnSync("systemd-analyze", ["verify", "--man=no", ...paths], {
    encoding: "utf8",
  });
  t.equal(status, 0, `${stdout}${stderr}`);
  t.equal(`${stdout}${stderr}`.trim(), "");
  t.end();
});

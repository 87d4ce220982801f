import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import { fill, installRdump, openLab } from "../testing.ts";

const lab = await openLab(t);

await lab.test("commands run unchanged, and their exit status and output are returned", async (t, machine) => {
  t.equal((await machine.run(["printf", "%s|", "it's", "$HOME", ""])).stdout, "it's|$HOME||");
  t.match(await machine.run(["sh", "-c", "echo bad >&2; exit 3"], { mayFail: true }), { code: 3, stderr: "bad\n" });
  t.equal((await machine.run(["sh", "-c", "kill -9 $$"], { mayFail: true })).code, 137);
  t.equal((await machine.run(["cat"], { stdin: "given\n" })).stdout, "given\n");
  t.equal(await machine.sh('echo "$WORD"', { env: { WORD: "a b" } }), "a b\n");
  await t.rejects(machine.run(["false"]), /`false` exited with 1/);
  await t.rejects(machine.run(["sleep", "30"], { timeout: 1 }), /did not end within 1 s[\s\S]*console/);
});

await lab.test("files are copied into the machine and out of it", async (t, machine) => {
  const here = mkdtempSync(join(tmpdir(), "rdump-lab-test-"));
  t.teardown(() => rm(here, { recursive: true }));
  writeFileSync(join(here, "a file"), "content");
  symlinkSync("a file", join(here, "link"));
  await machine.put(here, "/srv/given");
  t.equal(await machine.read("/srv/given/link"), "content");
  await machine.write("/srv/given/more/deep", "written");
  const back = mkdtempSync(join(tmpdir(), "rdump-lab-test-"));
  t.teardown(() => rm(back, { recursive: true }));
  await machine.get("/srv/given", back);
  t.equal(readFileSync(join(back, "more/deep"), "utf8"), "written");
});

await lab.test("the clock of the machine can be set to any day, and continues from that day", async (t, machine) => {
  const now = Number(await machine.sh("date +%s"));
  t.ok(Math.abs(now - Date.now() / 1000) < 10, "at first it shows this host's time");
  await machine.setClock(new Date("2031-05-06T07:08:09Z"));
  t.match(await machine.sh("date -u +%FT%T; sleep 1"), /^2031-05-06T07:08/);
  await machine.setClock(new Date());
});

await lab.test("the built rdump runs in the machine", async (t, machine) => {
  await installRdump(machine);
  const { version } = JSON.parse(readFileSync("packages/cli/package.json", "utf8"));
  t.equal(await machine.sh("rdump --version"), `${version}\n`);
  t.match(await machine.sh("rsure --version"), version);
});

await lab.test("borg 1.2 and 1.4 are installed and make archives", async (t, machine) => {
  const env = { BORG_PASSPHRASE: "secret", BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: "yes" };
  t.match((await machine.run(["borg", "--version"])).stdout, /^borg 1\.2\./);
  t.match((await machine.run(["borg-1.4", "--version"])).stdout, /^borg 1\.4\./);
  for (const borg of ["borg", "borg-1.4"]) {
    const repository = `/srv/${borg}`;
    await machine.sh(`${borg} init -e none ${repository} && ${borg} create ${repository}::first /etc/hosts`, { env });
    t.equal(await machine.sh(`${borg} list --short ${repository}`, { env }), "first\n", borg);
  }
});

await lab.test("an added disk exists, and can be full", async (t, machine) => {
  const disk = await machine.addDisk("small", "40M");
  await machine.sh(`mkfs.ext4 -q ${disk}; mkdir /mnt/small; mount ${disk} /mnt/small`);
  const free = await fill(machine, "/mnt/small");
  const full = await machine.run(["cp", "/bin/bash", "/mnt/small/more"], { mayFail: true });
  t.match(full, { code: 1, stderr: /No space left on device/ });
  await free();
  await machine.run(["cp", "/bin/bash", "/mnt/small/more"]);
});

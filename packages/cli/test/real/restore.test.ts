import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import t from "tap";
import { DAMAGES } from "../damages.ts";
import { fillWithEveryType, rsyncDifferences } from "../every-type.ts";
import { Ground } from "../ground.ts";
import { preparedOnce } from "../once.ts";

const STAGING = ".rdump-restore";

/** A ground with one archive and one mirror of a tree with every type of file. */
const savedGround = preparedOnce(async () => {
  const ground = new Ground(t, { files: 0 });
  rmSync(ground.path("source/sub"), { recursive: true });
  fillWithEveryType(ground.path("source"));
  mkdirSync(ground.path("source/tmp"));
  writeFileSync(ground.path("source/tmp/left out"), "");
  ground.declare({ exclude: ["/tmp"], integrity: { xattrs: true }, hooks: undefined });
  const saved = await ground.rdump("apply", "-y");
  t.equal(saved.code, 0, saved.said);
  return ground;
});

t.test("saved files are restored, and an impossible restore is refused before any change", async (t) => {
  const ground = await savedGround();
  const source = ground.path("source");

  t.test("the whole volume, from an archive and from a mirror", async (t) => {
    for (const from of ["disk", "mirrors"]) {
      const to = ground.path(`whole of ${from}`);
      const restored = await ground.rdump("restore", "docs", "--from", from, "--to", to);
      t.match(restored, { code: 0, said: /the newest complete point, local[\s\S]*\ndocs: proven, docs-\S+ in / });
      t.strictSame(
        rsyncDifferences(source, to, "--exclude=/tmp").filter((line) => !/^\.d\.\.t\.{6} \.\/$/.test(line)),
        [],
      );
      t.notOk(existsSync(join(to, STAGING)));
      t.equal(statSync(join(to, "docs/report")).nlink, 2);
      t.ok(statSync(join(to, "sparse")).blocks * 512 < 20_000_000, "holes of whole chunks stay holes");
    }
    const times = [source, ground.path("whole of disk")].map((path) => statSync(path).mtimeMs);
    t.equal(times[0], times[1], "an archive also gives the root its time");
  });

  t.test("some paths, beside files that are there", async (t) => {
    const to = ground.path("some");
    mkdirSync(join(to, "docs"), { recursive: true });
    writeFileSync(join(to, "docs/mine"), "mine");
    const restored = await ground.rdump("restore", "docs", "docs/deep", "/.hidden", "--to", to);
    t.equal(restored.code, 0, restored.said);
    t.strictSame(rsyncDifferences(join(source, "docs/deep"), join(to, "docs/deep")), []);
    t.equal(readFileSync(join(to, "docs/mine"), "utf8"), "mine");
    t.strictSame(readdirSync(to).sort(), [".hidden", "docs"]);

    writeFileSync(join(to, "docs/deep/script"), "changed");
    const again = await ground.rdump("restore", "docs", "docs/deep/script", "--to", to);
    t.match(again, { code: 1, said: /Restored paths exist already \[restore-exists\]/ });
    t.equal(readFileSync(join(to, "docs/deep/script"), "utf8"), "changed");
    const words = ["docs", "docs/deep/script", "--to", to, "--overwrite", "docs/deep/script"] as const;
    const replaced = await ground.rdump("restore", ...words);
    t.equal(replaced.code, 0, replaced.said);
    t.equal(readFileSync(join(to, "docs/deep/script"), "utf8"), "#!/bin/sh\n");
  });

  t.test("the parents of a path get their attributes, and lead through no link", async (t) => {
    const to = ground.path("parents");
    t.equal((await ground.rdump("restore", "docs", "docs/deep/empty", "--from", "disk", "--to", to)).code, 0);
    t.equal(statSync(join(to, "docs")).mtimeMs, statSync(join(source, "docs")).mtimeMs);
    t.strictSame(readdirSync(join(to, "docs")), ["deep"]);

    mkdirSync(ground.path("linked"));
    symlinkSync(source, ground.path("linked/docs"));
    const behind = await ground.rdump(
      "restore",
      "docs",
      "docs/dangling",
      "--to",
      ground.path("linked"),
      "--overwrite",
      "docs/dangling",
    );
    t.match(behind, { code: 1, said: /docs is not a directory in / });
    t.ok(existsSync(join(source, "docs/deep")), "the source was not touched");
  });

  t.test("nothing is restored over other data, where other users can take it, or without a point", async (t) => {
    const refused = async (to: string, ...more: readonly string[]) =>
      (await ground.rdump("restore", "docs", "--to", ground.path(to), ...more)).said;
    t.match(await refused("source"), /Destination is not empty \[restore-to-not-empty\]/);
    mkdirSync(ground.path("open"));
    chmodSync(ground.path("open"), 0o777);
    t.match(await refused("open"), /Destination is not safe \[restore-to-unsafe\]/);
    symlinkSync(ground.path("open"), ground.path("to-open"));
    t.match(await refused("to-open"), /is a symbolic link to/);
    t.match(await refused("no/such/parent"), /\[restore-to-unusable\]/);
    t.match(
      await refused("new", "--at", "2001-01-01"),
      /no point at or before 2001-01-01T00:00:00Z.*oldest point is docs-/s,
    );
    t.match(await refused("new", "--from", "elsewhere"), /\[restore-no-point\]/);
    t.match(await refused("new", "--overwrite", "docs"), /\[restore-bad-path\]/);
    t.match((await ground.rdump("restore", "docs", "../etc", "--to", ground.path("new"))).said, /\[restore-bad-path\]/);
    t.notOk(existsSync(ground.path("new")));
    const missing = await ground.rdump("restore", "docs", "tmp", "--to", ground.path("new"));
    t.match(missing, { code: 1, said: /does not contain tmp/ });
  });

  t.test("a dry run shows the point and the commands, and changes nothing", async (t) => {
    const shown = await ground.rdump("restore", "docs", "--to", ground.path("dry"), "--dry-run", "-v");
    t.match(shown, {
      code: 0,
      said: /docs\.archives\["disk"\]@docs-.*borg extract .*rsure.* check.*rename [^\n]*tree\/\* to \//s,
    });
    t.notOk(existsSync(ground.path("dry")));
  });
});

t.test("each damage of a mirror is named, and the restore exits with 2", async (t) => {
  const ground = await savedGround();
  for (const { what, do: damage } of DAMAGES) t.doesNotThrow(() => damage(ground.path("mirror")), what);
  const to = ground.path("damaged");
  const restored = await ground.rdump("restore", "docs", "--from", "mirrors", "--to", to);
  t.equal(restored.code, 2, restored.said);
  t.match(restored.said, /Restored files differ from the saved files \[rsure-differs\]/);
  for (const { what, says } of DAMAGES) t.match(restored.said, says, what);
  t.notMatch(restored.said, /latin1|fifo|device: /, "and nothing else");
  t.ok(existsSync(join(to, "docs/extra")), "what the point has is restored all the same");
  t.notOk(existsSync(join(to, STAGING)));

  t.test("a damaged surefile proves nothing, and the record of the source is used", async (t) => {
    writeFileSync(ground.path("mirror/2sure.dat.gz"), readFileSync(ground.path("mirror/2sure.dat.gz")).subarray(0, 60));
    const other = await ground.rdump("restore", "docs", "--from", "mirrors", "--to", ground.path("other"));
    t.match(other, { code: 2, said: /docs\/report: sha1/ });
    unlinkSync(ground.path("source/2sure.dat.gz"));
    const unknown = await ground.rdump("restore", "docs", "--from", "mirrors", "--to", ground.path("unknown"));
    t.match(unknown, { code: 0, said: /not provable \[rsure-not-provable\]/ });
  });

  t.test("a damaged repository ends the restore, and the files are not moved", async (t) => {
    const data = ground.path("repository/data/0");
    const [largest = ""] = readdirSync(data).sort(
      (a, b) => statSync(join(data, b)).size - statSync(join(data, a)).size,
    );
    const bytes = readFileSync(join(data, largest));
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(join(data, largest), bytes);
    const broken = await ground.rdump("restore", "docs", "--from", "disk", "--to", ground.path("broken"));
    t.match(broken, { code: 1, said: /Archive is damaged \[borg-archive-damaged\]/ });
    t.strictSame(readdirSync(ground.path("broken")), [STAGING]);
  });
});

t.test("interrupted while files are moved: the same command moves the rest, and no other one does", async (t) => {
  const ground = await savedGround();
  const to = ground.path("half");
  t.equal((await ground.rdump("restore", "docs", "--from", "disk", "--to", to)).code, 0);
  // As a kill in the middle of the moves leaves it.
  const tree = join(to, STAGING, "tree");
  mkdirSync(tree, { recursive: true, mode: 0o700 });
  chmodSync(join(to, STAGING), 0o700);
  renameSync(join(to, "docs"), join(tree, "docs"));
  const listed = JSON.parse(
    (
      await ground.rdump("restore", "docs", "--from", "disk", "--to", ground.path("x"), "--dry-run", "--json")
    ).out.split("\n")[0] ?? "",
  );
  const { address, id, name, time } = listed.point;
  const order = { formatVersion: 1, owner: "joke", volume: "docs", address, point: { id, name, time }, paths: [] };
  const text = JSON.stringify({ ...order, run: "20261128T000000Z-00000000", placing: true });
  writeFileSync(join(to, STAGING, "order.json"), text, { mode: 0o600 });

  const other = await ground.rdump("restore", "docs", "docs", "--to", to);
  t.match(other, {
    code: 1,
    said: /Another restore was interrupted in this directory \[restore-other-order\].*rdump restore docs --at docs-/s,
  });
  const rest = await ground.rdump("restore", "docs", "--from", "disk", "--to", to);
  t.match(rest, { code: 0, said: /Interrupted restore goes on \[restore-resumed\].*^docs: not proven, /ms });
  t.strictSame(rsyncDifferences(ground.path("source"), to, "--exclude=/tmp"), []);
});

t.test("a planted staging directory is not trusted", async (t) => {
  const ground = await savedGround();
  const to = mkdtempSync(ground.path("planted-"));
  mkdirSync(ground.path("elsewhere"));
  symlinkSync(ground.path("elsewhere"), join(to, STAGING));
  const refused = await ground.rdump("restore", "docs", "--to", to);
  t.match(refused, { code: 1, said: /\[restore-to-unsafe\]/ });
  t.strictSame(readdirSync(ground.path("elsewhere")), []);
});

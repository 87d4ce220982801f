import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inputFault } from "@rdump/core";
import t from "tap";
import { Ground } from "../ground.ts";

interface Found {
  readonly volumes: readonly {
    readonly notRecorded: readonly string[];
    readonly revisions: readonly { readonly name: string; readonly points: readonly string[] }[];
    readonly entries: readonly {
      readonly path: string;
      readonly bytes?: string;
      readonly excluded: boolean;
      readonly versions: readonly {
        readonly from: string;
        readonly until: string | null;
        readonly size: number | null;
      }[];
    }[];
  }[];
}

function faultOf(name: string, value: unknown): string | null {
  const path = new URL(`../../../../schemas/${name}.v1.json`, import.meta.url);
  const format = { kind: name, version: 1, schema: () => JSON.parse(readFileSync(path, "utf8")) };
  return inputFault(format, value, 1);
}

t.test("points are listed, searched and compared without a restore", async (t) => {
  const ground = new Ground(t, { files: 4, fileBytes: 10 });
  const source = (...names: string[]) => ground.path("source", ...names);
  mkdirSync(source("docs"));
  mkdirSync(source("tmp"));
  writeFileSync(source("docs", "report.odt"), "one");
  writeFileSync(source("docs", "gone.odt"), "gone");
  writeFileSync(source("docs", "ev\u001b[2Jil.odt"), "");
  writeFileSync(Buffer.from(`${source("docs")}/\xff.odt`, "latin1"), "");
  writeFileSync(source("tmp", "excluded.odt"), "");
  const archives = [{ repository: "disk", every: "hourly", keep: { last: 5 } }];
  ground.declare({ exclude: ["/tmp"], hooks: undefined, archives });
  t.equal((await ground.rdump("apply", "-y")).code, 0);
  writeFileSync(source("docs", "report.odt"), "two two");
  rmSync(source("docs", "gone.odt"));
  mkdirSync(source("docs", "new"));
  const again = await ground.rdump("apply", "-y", "--now", "docs");
  t.equal(again.code, 0, again.said);

  const found = await ground.rdump("find", "*.odt", "--json");
  t.equal(found.code, 0, found.said);
  const answer = JSON.parse(found.out) as Found;
  t.equal(faultOf("find", answer), null);
  const [volume] = answer.volumes;
  if (volume === undefined) throw new Error("no volume");
  const paths = volume.entries.map(({ path, bytes, excluded }) => [path, bytes ?? null, excluded]);
  t.strictSame(paths, [
    ["docs/ev\u001b[2Jil.odt", null, false],
    ["docs/gone.odt", null, false],
    ["docs/report.odt", null, false],
    ["docs/\ufffd.odt", "docs/=ff.odt", false],
    ["tmp/excluded.odt", null, true],
  ]);
  const [first, second] = volume.revisions;
  t.equal(volume.revisions.length, 2);
  t.strictSame([first?.points.length, second?.points.length], [1, 2], "the first mirror is replaced");
  const report = volume.entries[2]?.versions.map(({ from, until, size }) => [from, until, size]);
  t.strictSame(report, [
    [first?.name, second?.name, 3],
    [second?.name, null, 7],
  ]);
  t.equal(volume.entries[1]?.versions[0]?.until, second?.name);

  const text = await ground.rdump("find", "/docs/gone.odt", "docs");
  t.match(text.out, /^docs: docs\/gone\.odt\n.*file of 4 B.*\n.*in 1 point: docs\.archives.*\n.*deleted\n$/);
  t.match(await ground.rdump("find", "nowhere"), { code: 1, out: "", said: /rdump find '\*nowhere\*'/ });
  t.match(await ground.rdump("find", "*", "nothing"), { code: 1, said: /does not declare the volume "nothing"/ });

  const old = first?.points[0] ?? "";
  const listed = await ground.rdump("ls", "docs", "docs", "--at", old);
  t.equal(listed.code, 0, listed.said);
  t.match(listed.out, / 3 B .* report\.odt\n/);
  t.match(listed.out, / gone\.odt\n/);
  t.notMatch(listed.out, "new");
  t.notMatch(listed.out, "\u001b");
  const json = await ground.rdump("ls", "docs", "-r", "--json");
  t.equal(faultOf("ls", JSON.parse(json.out)), null);
  t.match(json.out, /"path":"docs\/new"/);
  t.notMatch(json.out, /gone|excluded/);
  t.match(await ground.rdump("ls", "docs", "nothing"), { code: 1, said: /history-no-entry/ });

  const now = second?.points[0] ?? "";
  const differences = await ground.rdump("diff", "docs", old, now);
  t.equal(differences.code, 0, differences.said);
  t.match(
    differences.out,
    /\n\+ docs\/new\/\n- docs\/gone\.odt\n~ docs\/report\.odt {2}.*sha1.*size.*\n3 differences\.\n$/,
  );
  const narrow = await ground.rdump("diff", "docs", old, now, "docs/new/below", "--json");
  t.equal(faultOf("diff", JSON.parse(narrow.out)), null);
  t.equal(JSON.parse(narrow.out).differences.length, 1, "a directory that was added includes the path");

  const completed = async (...words: string[]) => (await ground.rdump("__complete", "--", ...words)).out.split("\n");
  t.strictSame(await completed("ls", "docs", "docs/r"), ["docs/report.odt", ""]);
  t.ok((await completed("diff", "docs", "")).includes(old), "points are completed");

  t.test("without the surefile of the source, that of the mirror is read", async (t) => {
    renameSync(source("2sure.dat.gz"), ground.path("away"));
    t.match(await ground.rdump("ls", "docs", "docs"), { code: 0, out: /report\.odt/ });
    rmSync(join(ground.path("mirror"), "2sure.dat.gz"));
    const unknown = await ground.rdump("ls", "docs", "docs", "--json");
    t.match(unknown, { code: 2, out: /history-not-recorded.*2sure\.dat\.gz does not exist/ });
    t.match(await ground.rdump("find", "report.odt"), { code: 2, out: /docs: not recorded\. / });
  });
});

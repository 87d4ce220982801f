import { createHash } from "node:crypto";
import type { BootstrapIo, BootstrapRole, MachineRecord, MarkedArchive, Repository } from "@rdump/core/provider";
import t from "tap";
import { recordFiles } from "../../src/bootstrap/files.ts";
import { readRecord } from "../../src/bootstrap/read-record.ts";

const record: MachineRecord = {
  formatVersion: 1,
  rdump: "0.1.0",
  time: "2026-11-22T12:00:00Z",
  host: "joke",
  owner: "joke",
  volume: "root",
  bootLoader: { firmware: "bios", loaders: [] },
  config: "{ version: 1 }\n",
  files: { "disks/sda.sfdisk": "label: gpt\n" },
  missing: [],
};

const bytesOf = (value: object) => Buffer.from(JSON.stringify(value));
const digestOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

function archive(name: string, digest: string): MarkedArchive {
  return {
    mark: { owner: "joke", volume: "root", machine: null, run: name },
    point: { id: name, name, time: 1, run: name, state: "complete", held: [] },
    record: { digest, path: "machine" },
  };
}

function search(contents: { readonly [name: string]: Buffer }, digests: { readonly [name: string]: string }) {
  const role: BootstrapRole = {
    recognizes: () => Promise.resolve(true),
    archives: () => t.fail("nothing is listed") as never,
    file: (_repository, { name }) => Promise.resolve(contents[name] ?? Buffer.alloc(0)),
  };
  const archives = Object.keys(contents).map((name) => archive(name, digests[name] ?? ""));
  return readRecord(role, {} as Repository, archives, {} as BootstrapIo);
}

t.test("a record is used only if the mark of its archive names exactly these bytes", async (t) => {
  const good = bytesOf(record);
  const planted = bytesOf({ ...record, config: "{ planted: true }" });
  const other = bytesOf({ ...record, owner: "mallory" });
  const older = Buffer.from('{"formatVersion":0}');
  const contents = { planted, other, older, good };
  const { found, refused } = await search(contents, {
    planted: digestOf(good),
    other: digestOf(other),
    older: digestOf(older),
    good: digestOf(good),
  });
  t.strictSame(found?.record, record);
  t.equal(found?.archive.point.name, "good");
  t.match(refused, [/^planted: .*not the file that the mark/, /^other: .*another owner/, /^older: .*format/]);
  t.equal((await search({ planted }, { planted: digestOf(good) })).found, null);
});

t.test("the config is the first of the files", (t) => {
  t.strictSame(
    recordFiles(record).map(([path]) => path),
    ["rdump.json5", "machine.json", "disks/sda.sfdisk"],
  );
  t.end();
});

import t from "tap";
import { type MachineRecord, parseMachineRecord } from "../../src/model/machine-record.ts";

const record: MachineRecord = {
  formatVersion: 1,
  rdump: "0.1.0",
  time: "2026-11-22T12:00:00Z",
  host: "joke",
  owner: "joke",
  volume: "root",
  bootLoader: { firmware: "uefi", loaders: ["grub"] },
  config: "{}",
  files: { "disks/sda.sfdisk": "label: gpt\n", "system/fstab": "" },
  missing: [{ what: "zpool", why: "not installed" }],
};

const parse = (value: unknown) => parseMachineRecord(Buffer.from(JSON.stringify(value)));

t.test("a machine record is read back, and any other text is refused", (t) => {
  t.strictSame(parse(record), record);
  const refused: readonly unknown[] = [
    null,
    [],
    { ...record, formatVersion: 2 },
    { ...record, config: 7 },
    { ...record, bootLoader: { firmware: "other", loaders: [] } },
    { ...record, missing: [{ what: "x" }] },
    ...["/etc/shadow", "../x", "a/../b", "a/b/c", "disks/.x", "disks/", "-x", "a/b\n"].map((path) => ({
      ...record,
      files: { [path]: "" },
    })),
  ];
  for (const each of refused) t.equal(parse(each), null, JSON.stringify(each));
  t.equal(parseMachineRecord(Buffer.from("{")), null);
  t.end();
});

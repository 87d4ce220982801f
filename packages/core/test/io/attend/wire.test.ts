import { PassThrough } from "node:stream";
import t from "tap";
import { givenLine, readGiven } from "../../../src/io/attend/wire.ts";

t.test("a line that arrives in parts is read as it was written", async (t) => {
  const given = {
    ...{ env: { NAME: "Büro €" }, shielded: ["A_*"], descriptors: [Buffer.from([0, 255])] },
    expected: { "/m/Büro": { device: 65_024, inode: "2" } },
  };
  const input = new PassThrough();
  const reading = readGiven(input, () => {});
  for (const byte of Buffer.from(givenLine(given))) input.write(Buffer.of(byte));
  t.strictSame(await reading, given);
});

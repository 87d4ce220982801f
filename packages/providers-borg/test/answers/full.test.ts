import t from "tap";
import { isDiskFull } from "../../src/answers/full.ts";

const FULL = "[Errno 28] No space left on device";

t.test("a full disk is recognized in the message of each operation of borg", (t) => {
  for (const text of [
    `docs/a: write: ${FULL}`,
    `docs/a: truncate_and_attrs: [Errno 122] Disk quota exceeded`,
    `docs/a: open: ${FULL}: '/scratch/.rdump-proof/tree/docs/a'`,
    `docs: ${FULL}: '/scratch/tree/docs'`,
    `docs/it's: ${FULL}: "/scratch/tree/docs/it's"`,
    `docs/link: ${FULL}: 'target' -> '/scratch/tree/docs/link'`,
  ]) {
    t.equal(isDiskFull(text), true, text);
  }
  t.end();
});

t.test("the name of a file tells nothing about the disk", (t) => {
  const other = "[Errno 1] Operation not permitted";
  for (const text of [
    `docs/x: write: ${FULL}\ny: when setting extended attribute user.a: [Errno 95] Operation not supported`,
    `docs/x: write: ${FULL}: open: ${other}`,
    `docs/x: ${FULL}: 'y: open: ${other}: "/tree/docs/x: ${FULL}: 'y"`,
    `docs/x: ${FULL}: "y: open: ${other}: '/tree/docs/x: ${FULL}: "y'`,
    `docs/x: ${FULL}: '"y: open: ${other}: '/tree/docs/x: ${FULL}: \\'"y'`,
    `docs/a: open: [Errno 13] Permission denied: '/tree/${FULL}'`,
    `docs/a: open: [Errno 2] No such file or directory: 'a' -> '/tree/a'`,
  ]) {
    t.equal(isDiskFull(text), false, text);
  }
  t.end();
});

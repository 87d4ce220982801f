import t from "tap";
import { setProperties } from "../../src/machine/pools.ts";

t.test("properties that somebody set are recorded, and statistics are not", (t) => {
  const listed = [
    "tank\ttype\tfilesystem\t-",
    "tank\tused\t123\t-",
    "tank\tcompression\tzstd\tlocal",
    "tank\tatime\ton\tdefault",
    "tank/a\tcompression\tzstd\tinherited from tank",
    "tank/v\tvolsize\t1048576\tlocal",
  ];
  t.strictSame(
    setProperties(`${listed.join("\n")}\n`)
      .trim()
      .split("\n"),
    [0, 2, 4, 5].map((index) => listed[index]),
  );
  t.end();
});

import t from "tap";
import { StreamCount } from "../../src/replica/stream-count.ts";

t.test("the bytes of streams that follow each other are added up", async (t) => {
  const seen: object[] = [];
  const count = new StreamCount((progress) => seen.push(progress));
  count.nextStream();
  count.moved(5);
  count.nextStream();
  count.stderr(Buffer.from("size\t40\n".trim()));
  for (const now of [20, 30, 10]) count.moved(now);
  t.strictSame(seen, [
    { bytes: 5 },
    { bytes: 25, totalBytes: 40 },
    { bytes: 35, totalBytes: 40 },
    { bytes: 45, totalBytes: 40 },
  ]);
  t.strictSame(count.all(), { bytes: 45 });
});

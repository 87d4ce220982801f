import type { MarkedArchive } from "@rdump/core/provider";
import t from "tap";
import { ownersIn } from "../../src/bootstrap/choose.ts";

const record = { digest: "0f".repeat(32), path: "2sure.dat.gz.rsure-machine" };

function archive(owner: string, volume: string, time: number, rest: Partial<MarkedArchive["point"]> = {}, has = true) {
  const name = `${volume}-${time}`;
  return {
    mark: { owner, volume, machine: "00000000000000aa", run: `r${time}` },
    point: { id: name, name, time, run: `r${time}`, state: "complete", held: [], ...rest },
    record: has ? record : null,
  } satisfies MarkedArchive;
}

t.test("owners, their volumes and the archives with a usable record are found", (t) => {
  const found = ownersIn([
    archive("a", "root", 1),
    archive("a", "root", 3, { state: "incomplete" }),
    archive("a", "home", 2, {}, false),
    archive("b", "root", 9),
    archive("a", "root", 4, { state: "invalid" }),
  ]);
  t.strictSame(
    found.map(({ owner }) => owner),
    ["b", "a"],
    "the owner of the newest archive is first",
  );
  const [, a] = found;
  t.strictSame(
    a?.volumes.map(({ volume, archives }) => [volume, archives.map(({ point }) => point.time)]),
    [
      ["home", [2]],
      ["root", [4, 3, 1]],
    ],
  );
  t.strictSame(
    a?.recorded.map(({ point }) => point.time),
    [1, 3],
    "complete ones first, invalid ones never",
  );
  t.strictSame(ownersIn([]), []);
  t.end();
});

import t from "tap";
import { load, type Machine } from "../../../src/config/index.ts";

const MACHINE: Machine = { hostname: "joke", machineId: null, timezone: "UTC", isRoot: true, env: {} };

/** The details of the errors about a location. */
function errorsOf(location: string): string {
  const repository = `{ type: "restic", location: ${JSON.stringify(location)}, passphrase: { file: "/p" } }`;
  const { diagnostics } = load(`{ version: 1, repositories: { r: ${repository} }, volumes: {} }`, "f", MACHINE);
  return diagnostics.map(({ code, detail }) => `${code}: ${detail}`).join("\n");
}

t.test("locations that restic takes", (t) => {
  for (const location of [
    "/mnt/backup/restic",
    "sftp:backup@nas.example:/srv/restic",
    "sftp://backup@nas.example:2222//srv/restic",
    "rest:https://nas.example:8000/ada",
    "rest:http://127.0.0.1:8000/",
    "s3:s3.amazonaws.com/bucket/ada",
    "s3:https://minio.example:9000/bucket",
    "gs:bucket:/ada",
    "rclone:box:ada/restic",
  ]) {
    t.equal(errorsOf(location), "", location);
  }
  t.end();
});

t.test("other locations are refused, with the reason", (t) => {
  for (const [location, reason] of [
    ["restic", /neither an absolute path nor an address/],
    ["/mnt/../etc", /contains `\.` or `\.\.`/],
    ["ftp:host/x", /neither an absolute path nor an address/],
    ["s3:bucket", /address behind `s3:` is incomplete/],
    ["rclone:--config=x:y", /address behind `rclone:` is incomplete/],
    ["sftp:-oProxyCommand=x:/y", /The host in the location is invalid/],
    ["rest:https://me:secret@nas.example/", /The location contains a password/],
  ] as const) {
    t.match(errorsOf(location), reason, location);
  }
  t.notMatch(errorsOf("rest:https://me:secret@nas.example/"), "secret@");
  for (const storage of ["b2:bucket:ada", "azure:box:/ada", "swift:box:/ada"])
    t.match(errorsOf(storage), /only from its environment.* Declare the storage as a remote of rclone/, storage);
  t.end();
});

import t from "tap";
import { withoutPasswords } from "../../src/machine/system.ts";

t.test("passwords of network file systems are not recorded", (t) => {
  const line = "//nas/x /mnt cifs user=a,password=s3cret,pass=b,passwd=c,credentials=/etc/cred,rw 0 0";
  t.equal(
    withoutPasswords(line),
    "//nas/x /mnt cifs user=a,password=***,pass=***,passwd=***,credentials=/etc/cred,rw 0 0",
  );
  t.end();
});

import t from "tap";
import { withoutPasswords } from "../../src/machine/system.ts";

t.test("passwords of network file systems are not recorded", (t) => {
  const line = "//nas/x /mnt cifs user=a,password=s3cret,pass=b,passwd=c,credentials=/etc/cred,rw 0 0";
  t.equal(
    withoutPasswords(line),
    "//nas/x /mnt cifs user=a,password=***,pass=***,passwd=***,credentials=/etc/cred,rw 0 0",
  );
  for (const [text, kept] of [
    ["pass=a,,b,rw", "pass=***,rw"],
    ["user=WORK/me%s3cret,rw", "user=WORK/me%***,rw"],
    ["username=me:s3cret", "username=me:***"],
    ["//me:s3cret@nas/x /mnt davfs rw", "//me:***@nas/x /mnt davfs rw"],
    ["curlftpfs#me:s3cret@nas /mnt fuse rw", "curlftpfs#me:***@nas /mnt fuse rw"],
    [
      "r:x /mnt rclone rw,sftp_pass=s3cret,s3-secret-access-key=K/1+,token={x}",
      "r:x /mnt rclone rw,sftp_pass=***,s3-secret-access-key=***,token=***",
    ],
    ["env.RCLONE_CONFIG_PASS=s3cret", "env.RCLONE_CONFIG_PASS=***"],
  ] as const)
    t.equal(withoutPasswords(text), kept);
  for (const text of [
    "UUID=1-2 / ext4 defaults,user=me,x-systemd.device-timeout=10s 0 1",
    "me@nas:/x /mnt fuse.sshfs IdentityFile=/root/.ssh/id 0 0",
    "[fe80::1]:/x /mnt nfs rw 0 0",
    "//[fe80::1]/sh@re /mnt cifs credentials=/etc/cred",
    "root UUID=1-2 /etc/keys/root luks,discard,key-slot=1,keyfile-size=512",
  ])
    t.equal(withoutPasswords(text), text);
  t.end();
});

export const HELP = `rsure: record what is in a tree of files, and tell later what differs

usage: rsure [OPTION]... COMMAND

commands
  scan        record the tree as a new revision, and read every file
  update      the same, and read only what may have changed since the last revision
  check       compare the tree with a revision
  signoff     compare two revisions
  show        print a revision
  list        print the revisions, the newest first
  adopt       take over a surefile that was updated in a snapshot of the tree, unless
              the tree's own was changed meanwhile

options
  -f, --file FILE        the surefile (2sure.dat.gz): .dat, .dat.gz or .dat.zstd; for a directory,
                         2sure.dat.gz in it
  -d, --dir DIR          the tree (.)
      --from FILE        adopt: the surefile in the snapshot; its backup must still lie beside it
      --run ID           scan, update, adopt: a surefile that another user can have put there is moved
                         aside as FILE.untrusted-ID (the time)
      --tag KEY=VALUE... scan, update: kept with the revision; the tag "name" is its name
      --as-of TIME       scan, update: the moment for which the tree stands (a snapshot's creation),
                         as 2026-11-22T19:15:28Z or seconds since 1970; without, the start of the scan
      --hash sha256      scan, update: record SHA-256 beside SHA-1
      --xattrs           scan, update: record extended attributes and ACLs as well (needs getfattr)
  -v, --revision REV     check, show: a number or a name; signoff: A..B, or B for B and the one before;
                         also as --version REV
  -i, --ignore ATT...    check, signoff: attributes that may differ, besides ctime and ino
      --threads N        threads that read and hash (one for each core, at most 8)
      --json             results as JSON lines on standard output
      --progress MODE    auto (a line on a terminal), json (events on standard error), none
      --compat-exit      the original's exit status: 0 whatever differs, 1 for trouble
  -h, --help
  -V, --version          the version of rsure (--version only as the only word)

exit status
  0  done; nothing differs
  1  something differs
  2  trouble: the request could not be carried out, and nothing was written
  3  done, but some of the tree could not be read: standard error says what
`;

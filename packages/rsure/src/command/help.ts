export const HELP = `rsure: record the files of a directory tree, and compare the tree with the record later

usage: rsure [OPTION]... COMMAND

commands
  scan        record the tree as a new revision; read every file
  update      record the tree as a new revision; read only files that can have changed
  check       compare the tree with a revision
  compare     compare the metadata and the hard links of a tree with a revision;
              read no content (requires find)
  signoff     compare two revisions
  show        print a revision
  find        print the entries of all revisions, or of one (-v), and in which revisions they changed
  list        print the revisions, newest first
  copy-back   copy back a surefile that was updated in a snapshot of the tree, unless
              the surefile of the tree has changed since

options
  -f, --file FILE        the surefile (2sure.dat.gz): .dat, .dat.gz or .dat.zstd; for a directory,
                         2sure.dat.gz in it
  -d, --dir DIR          the tree (.)
      --from FILE        copy-back: the surefile in the snapshot, with its backup beside it
      --run ID           scan, update, copy-back: ID of the run; a surefile that another user can
                         have written is renamed to FILE.untrusted-ID (default: the time)
      --tag KEY=VALUE... scan, update: tags of the revision; the tag "name" is its name
      --as-of TIME       scan, update: time of the tree (creation of a snapshot), for example
                         2026-11-22T19:15:28Z, or seconds since 1970 (default: start of the scan)
      --since REV        scan, update: with --json, the name of the revision whose files are
                         looked for (default: the previous one)
      --hash sha256      scan, update: record SHA-256 in addition to SHA-1
      --largest SIZE     scan, update: do not read larger files, record them without a hash; bytes, or
                         with a unit, for example 500G (default: read all files)
      --scrub PERIOD     update: hash files again that did not change, so that each file is read once
                         in this period, for example 30d; "all": each file now
      --xattrs           scan, update: record extended attributes and ACLs too (requires getfattr)
      --path PATH        find: only PATH and the entries below it
      --depth N          find: at most N levels below the path (default: all)
      --name TEXT        find: only entries whose name contains TEXT
  -v, --revision REV     check, compare, find, show: number or name of a revision; signoff: A..B, or B to compare B
                         with the previous revision; also as --version REV
  -i, --ignore ATT...    check, signoff: attributes to ignore, in addition to ctime and ino
                         compare: perm, uid, gid, mtime, links
      --ctime            signoff: report a file without a hash if its ctime differs, or is not clearly
                         older than the first revision
      --window SECONDS   compare: times in the same period of this length are the same (1)
      --links            check: compare which names are one file too (hard links)
      --only FILE            check: read only the content of the files that FILE lists, and compare the metadata of all
                         files; FILE has one path a line, from the root of the tree, escaped as in --json
      --threads N        threads that read and hash files (default: one for each core, at most 8)
      --json             print results as JSON lines on standard output
      --progress MODE    auto (one line on a terminal), json (events on standard error), none
      --compat-exit      exit status of the original rsure: 0 even if something differs, 1 on an error
  -h, --help
  -V, --version          the version of rsure (--version without a command)

exit status
  0  success, no differences
  1  differences were found, or files decayed
  2  error: the command failed, and nothing was written
  3  finished, but some files could not be read: standard error lists them
`;

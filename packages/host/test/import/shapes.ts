/** A config as the documentation of its program shows them, and what must become of it. */
interface Shape {
  readonly text: string;
  /** Paths and datasets of the sources. */
  readonly paths: readonly string[];
  /** The different keep rules of the targets; `all`: none. */
  readonly rules: readonly string[];
  /** Losses, apart from those that most configs have. */
  readonly losses: readonly RegExp[];
}

const DAY = 86_400_000;

export const SHAPES: { readonly [name: string]: Shape } = {
  "borgmatic with constants": {
    text: `constants:
    user: ada
    archive_prefix: ada
source_directories:
    - /home/{user}
    - /srv/{unknown}
repositories:
    - path: ssh://backup@nas.example/./{user}.borg
      label: nas
      encryption: repokey-blake2
      append_only: true
archive_name_format: '{archive_prefix}-{now}'
one_file_system: true
keep_daily: 7
keep_minutely: 60
`,
    paths: ["/home/ada"],
    rules: ["all"],
    losses: [/`\/srv\/\{unknown\}` was not imported/, /append_only/, /keep_minutely/, /nothing expires/],
  },
  "borgmatic with an included file": {
    text: `<<: !include /etc/borgmatic/common.yaml
source_directories:
    - /etc
    - !omit /home
retention: !include [keep.yaml, more.yaml]
repositories:
    - path: /mnt/usb/etc.borg
      label: usb
      encryption: none
hooks: !retain
    before_backup: [echo]
`,
    paths: ["/etc"],
    rules: ["all"],
    losses: [
      /!include \/etc\/borgmatic\/common\.yaml/,
      /!include \[keep\.yaml/,
      /!omit \/home/,
      /`retention`/,
      /before_backup/,
    ],
  },
  "borgmatic with variables of the environment": {
    text: `source_directories:
    - /home/\${USER}
    - \${DATA:-/srv/data}
    - /var/lib
repositories:
    - path: \${REPOSITORY}
    - path: ssh://nas/./lib
      label: lib
encryption_passcommand: cat \${CREDENTIALS_DIRECTORY}/borg
patterns_from: [/etc/borgmatic/patterns]
keep_weekly: 4
match_archives: "*"
zfs:
`,
    paths: ["/var/lib"],
    rules: ["weekly=4"],
    losses: [
      /home\/\$\{USER\}/,
      /\$\{DATA/,
      /placeholder/,
      /needs a shell|secret/,
      /patterns_from/,
      /match_archives/,
      /zfs/,
    ],
  },
  "resticprofile with two levels of inherit": {
    text: `version: "1"
base:
  repository: "b2:bucket:host"
  retention: { keep-daily: 7, keep-weekly: 4, prune: true }
  backup: { exclude-caches: true, one-file-system: true }
server:
  inherit: base
  backup: { exclude: ["*.tmp"] }
mail:
  inherit: server
  retention: { keep-daily: 30 }
  backup: { source: [/var/mail] }
`,
    paths: ["/var/mail"],
    rules: ["daily=30 weekly=4"],
    losses: [],
  },
  "resticprofile with templates and mixins": {
    text: `version: "2"
mixins:
  weekly: { retention: { keep-weekly: 5 } }
profiles:
  home:
    repository: "local:/backup/{{ .Profile.Name }}"
    use: [weekly]
    backup:
      source: ["/home/{{ .Env.USER }}", /etc, "$HOME/x"]
      exclude: ["{{ .CurrentDir }}/x", "*.bak"]
      one-file-system: true
      schedule: { at: "*:00", permission: user }
    forget: { keep-within: 7d12h }
`,
    paths: ["/etc"],
    rules: [`within=${7.5 * DAY}`],
    losses: [/`mixins`/, /`use`/, /\.Env\.USER/, /\$HOME\/x/, /CurrentDir/, /`schedule`/],
  },
  "resticprofile in TOML with rules by time": {
    text: `version = "1"
[docs]
repository = "sftp:nas:/r"
[docs.env]
RESTIC_PASSWORD = "d0ntC0py"
[docs.backup]
source = "/srv/docs"
exclude-file = "excludes"
[docs.retention]
keep-within = "1y2m"
keep-within-daily = "30d"
keep-last = 4
keep-tag = ["forever"]
`,
    paths: ["/srv/docs"],
    rules: ["all"],
    losses: [/`env`/, /exclude-file/, /keep-within: 1y2m/, /keep-within-daily/, /keep-tag/, /nothing expires/],
  },
  "btrbk with rules of two targets": {
    text: `snapshot_preserve_min 2d
volume /mnt/pool
  subvolume home
    target /mnt/usb
      target_preserve 10d
      target_preserve_min no
    target ssh://nas/backup
      target_preserve 30d 12m
  subvolume srv
    target_preserve 7d
    target_preserve_min latest
`,
    paths: ["/mnt/pool/home", "/mnt/pool/srv"],
    rules: ["daily=10", "daily=7"],
    losses: [
      /`target_preserve 30d 12m`, `target_preserve_min all` of target ssh:\/\/nas\/backup/,
      /snapshot_preserve_min 2d/,
    ],
  },
  "btrbk with groups, and targets of a volume": {
    text: `# the whole file
transaction_log /var/log/btrbk.log
target_preserve_min all
volume /mnt/pool   # comment
  group nightly
  target send-receive /mnt/disk
  target_preserve 20d
  subvolume home
    group nightly home
    snapshot_create onchange
  subvolume /srv/*
volume ssh://server/mnt/pool
  subvolume data
`,
    paths: ["/mnt/pool/home"],
    rules: ["all"],
    losses: [
      /transaction_log/,
      /`group`/,
      /snapshot_create/,
      /preserve_min` is `all`/,
      /nothing expires/,
      /\/srv\/\*/,
      /ssh:\/\/server/,
    ],
  },
  "btrbk with snapshots alone": {
    text: `preserve_day_of_week monday
preserve_hour_of_day 23
snapshot_preserve_min 1w
snapshot_preserve 14d 8w *m
subvolume /home
`,
    paths: ["/home"],
    rules: [`daily=14 weekly=8 monthly=1000000 within=${7 * DAY}`],
    losses: [/preserve_day_of_week/, /preserve_hour_of_day/],
  },
  "sanoid with several templates": {
    text: `[tank/data]
	use_template = production,quick
	recursive = zfs
	yearly = 1
[template_production]
	frequently = 0
	hourly = 36
	daily = 30
	monthly = 3
	autosnap = yes
	autoprune = yes
[template_quick]
	use_template = production
	hourly = 72   ; more
`,
    paths: ["tank/data"],
    rules: ["hourly=72 daily=30 monthly=3 yearly=1"],
    losses: [/use_template/],
  },
  "sanoid with an ignored child": {
    text: `[tank]
	use_template = production
	recursive = yes
[tank/scratch]
	use_template = ignore
[tank/vm]
	use_template = production
	daily = 7
[template_production]
	hourly = 0
	daily = 30
	autosnap = yes
	autoprune = yes
[template_ignore]
	autosnap = no
	autoprune = no
	monitor = no
`,
    paths: ["tank"],
    rules: ["daily=30 monthly=6"],
    losses: [
      /monitor/,
      /\[tank\/scratch\] makes and expires no snapshots/,
      /\[tank\/scratch\] is below \[tank\]/,
      /\[tank\/vm\] is below \[tank\], which is recursive/,
    ],
  },
  "syncoid with many options": {
    text: `[rpool/home]
use_template = backup
[template_backup]
daily = 14
hourly = 0
autosnap = yes
autoprune = yes
5 1 * * * root /usr/sbin/syncoid -r --no-sync-snap --sshkey /root/.ssh/key --compress=zstd-fast --delete-target-snapshots rpool/home backup@nas:tank/home 2>&1 | logger
`,
    paths: ["rpool/home"],
    rules: ["all", "daily=14 monthly=6"],
    losses: [/no-sync-snap/, /compress/, /delete-target-snapshots/, /sshkey/, /recursive/, /rules of the replica/],
  },
  "the first rdump with a script and file systems": {
    text: `config:
  borg: /root/borg-joke.sh
simple:
- { name: boot, mount: /boot, actions: [rsure, borg] }
- { name: efi, mount: /boot/efi, actions: [borg], zfs: { volume: tank/copies/efi, mount: /tank/copies/efi } }
lvm:
- { name: root, mount: /, snap: /mnt/snap/root, vg: joke, lv: root, lv_snap: root-snap, fs: ext4, actions: [snap, rsure, borg] }
- { name: var, mount: /var, snap: /mnt/snap/var, vg: joke, lv: var, lv_snap: var-snap, fs: xfs, actions: [rsure] }
`,
    paths: ["/boot", "/boot/efi", "/"],
    rules: ["all"],
    losses: [
      /no keep rules/,
      /mount point of tank\/copies\/efi/,
      /`var`: |`var` was not imported: it is copied nowhere/,
    ],
  },
  "the first rdump with nothing but ZFS": {
    text: `zfs:
- home: { src: { host: joke, volume: lint/home }, dest: { host: joke, volume: tank/home } }
- vm: { src: { volume: lint/vm }, dest: { host: nas.example, volume: gig/vm } }
  old: { src: { host: joke }, dest: { volume: gig/old } }
`,
    paths: ["lint/home", "lint/vm"],
    rules: ["all", "last=2"],
    losses: [/`old` was not imported/, /no keep rules/],
  },
  "the first rdump with unknown keys": {
    text: `config: { borg: /b.sh, rsync: /r.sh }
simple:
- { name: etc, mount: /etc, actions: [rsure, borg, dump], options: noatime }
- { mount: relative, actions: [borg] }
hosts: [a]
`,
    paths: ["/etc"],
    rules: ["all"],
    losses: [/`rsync`/, /`hosts`/, /action `dump`/, /`options`/, /`volume` was not imported/, /no keep rules/],
  },
};

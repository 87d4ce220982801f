"""Makes archives in a borg repository, by borg's own command line in one process, since 150 starts of it take minutes.

Reads {repository, tree, archives: [[name, timestamp], ...], comment?} as JSON on stdin.
"""

import json
import os
import sys

from borg.archiver import Archiver

job = json.load(sys.stdin)
os.chdir(job["tree"])
for name, timestamp in job["archives"]:
    archiver = Archiver()
    args = ["create", "--timestamp", timestamp, "--comment", job.get("comment", ""), f"{job['repository']}::{name}", "."]
    status = archiver.run(archiver.parse_args(args))
    if status != 0:
        sys.exit(f"{name}: borg create ended with {status}")

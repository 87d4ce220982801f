"""What borg's own pruning functions keep: cases in as JSON on stdin, verdicts out as JSON on stdout.

A case is {zone, now, within, rules, points}: times in milliseconds since the epoch, within in hours or null, rules as
[[borg's name of the rule, number], ...], points as [[id, time], ...]. A verdict maps the ids that are kept to
[rule, number].
"""

import json
import os
import sys
import time
from collections import namedtuple
from datetime import datetime, timedelta, timezone

from borg.helpers import misc

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
Archive = namedtuple("Archive", "id ts")


def moment(milliseconds):
    return EPOCH + timedelta(milliseconds=milliseconds)


class StoppedClock(datetime):
    """prune_within asks the clock itself; here it is told what time it is."""

    instant = EPOCH

    @classmethod
    def now(cls, tz=None):
        return cls.instant


def prune(case):
    os.environ["TZ"] = case["zone"]
    time.tzset()
    StoppedClock.instant = moment(case["now"])
    # `borg prune` lists by time, then turns the list: of one time, the last name comes first.
    archives = sorted((Archive(id, moment(at)) for id, at in case["points"]), key=lambda a: (a.ts, a.id), reverse=True)
    kept = {}
    if case["within"] is not None:
        misc.prune_within(archives, case["within"], kept)
    rules = dict(case["rules"])
    for rule in misc.PRUNING_PATTERNS:
        if rule in rules:
            misc.prune_split(archives, rule, rules[rule], kept)
    return kept


misc.datetime = StoppedClock
json.dump([prune(case) for case in json.load(sys.stdin)], sys.stdout)

"""The times in the output of `ip -ts monitor`."""

import datetime
import re


def of(lines, pattern):
    """Those of the lines that match, in seconds."""
    found = []
    for line in lines:
        match = re.match(r"\[(\S+)\] ", line)
        if match and re.search(pattern, line):
            found.append(datetime.datetime.fromisoformat(match.group(1)).timestamp())
    return found

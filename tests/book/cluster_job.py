"""A program that adds a folder on a cluster of several machines, of which one is lost in the middle; `test_cluster` runs it.

It is a process of its own, for Ray leaves threads and settings behind. Machines are raylets of their own on this one.
"""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import ray
from ray.cluster_utils import Cluster

import ledger
from ledger.book import cluster as job


def wait_for(condition, seconds=240):
    """Wait until something holds."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            sys.exit("waited too long")
        time.sleep(0.05)


def readers():
    """List the reading processes of this user's machine that work for the job."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes().split(b"\0")
        except OSError:
            continue
        if b"ledger.book.working" in words:
            found.append(int(entry.parent.name))
    return found


def main(folder: str, place: str) -> None:
    """Add the folder, kill a reading process, take one machine away, and put another in."""
    job.GROUPS_A_TASK = 1
    soon = {"health_check_initial_delay_ms": 500, "health_check_period_ms": 500, "health_check_failure_threshold": 3}
    machines = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False, "_system_config": soon})
    lost = machines.add_node(num_cpus=1)
    machines.add_node(num_cpus=1)
    ray.init(machines.address, log_to_driver=False)
    before = set(readers())
    told = []
    adding = threading.Thread(target=lambda: told.append(ledger.open(place).add(folder, ray=machines.address)))
    adding.start()
    written = Path(place) / "documents"
    wait_for(lambda: len(list(written.glob("part-*"))) >= 1)
    for number in set(readers()) - before:
        os.kill(number, signal.SIGKILL)
    machines.remove_node(lost, allow_graceful=False)
    machines.add_node(num_cpus=1)
    adding.join()
    sys.stdout.write(f"{told[0]}\n")
    ray.shutdown()
    machines.shutdown()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

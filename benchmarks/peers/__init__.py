"""Peers: other programs that find quantities, and the ledger beside them, each in a process of its own.

The law of this folder: a peer is installed by its own name into its own environment, never into ours; it is spoken to in lines of
JSON and measures its own CPU time, of reading alone and after a warm-up; the modules named `…_reader` run inside that environment
and import nothing but the standard library, the program they read with, and `serving`.
"""

from benchmarks.peers.catalogue import LEDGER, SYSTEMS, System, chosen
from benchmarks.peers.conversation import Conversation, Reading
from benchmarks.peers.environments import PeerError, default_folder

__all__ = ["LEDGER", "SYSTEMS", "Conversation", "PeerError", "Reading", "System", "chosen", "default_folder"]

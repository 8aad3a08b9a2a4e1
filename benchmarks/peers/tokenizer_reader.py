"""spaCy's blank English pipeline: it cuts text into tokens and finds nothing in it."""

from __future__ import annotations

from importlib.metadata import version

import spacy

from benchmarks.peers.serving import serve


def main() -> None:
    """Cut what comes in into tokens."""
    serve(version("spacy"), spacy.blank("en").make_doc, lambda _doc: [])


if __name__ == "__main__":
    main()

"""Small files of every format that hold one article, made here: what they say is invented."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile

BODY = (
    "Two ships with at least 70 people on board sank off Tarn on Friday, the coast guard said. It saved 44 of them and sought others.",
    "The storm blew at 120 km/h and damaged 300 houses, the mayor said on Saturday. Nobody had expected it to be so strong.",
)
TEXT = "Two ships sink\n\n" + "\n\n".join(BODY) + "\n"

HTML = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Two ships sink | Tarn Courier</title>
<meta property="og:title" content="Two ships sink"><meta property="og:site_name" content="Tarn Courier">
<meta property="article:published_time" content="2023-05-06T23:05:00+01:00">
<link rel="canonical" href="https://example.org/news/ships"></head>
<body><nav><a href="/">Home</a> <a href="/w">12 topics</a></nav>
<article><h1>Two ships sink</h1><p>By Ana Lim</p>
<figure><img src="a.jpg"><figcaption>Some 40 boats helped the coast guard. Photo: Ana Lim</figcaption></figure>
<p>{BODY[0]}</p><h2>The storm</h2><p>{BODY[1]}</p>
<table><tr><th>Town</th><th>Dead</th></tr><tr><td>Tarn</td><td>12</td></tr></table>
<div class="share">Share 142</div></article>
<aside><h3>Related</h3><a href="/b">Bus crash kills 19</a></aside><footer>© 2023 Tarn Courier</footer></body></html>"""

FEED = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Tarn Courier</title><language>en-gb</language>
<item><title>Two ships sink</title><link>https://example.org/a</link><pubDate>Sat, 06 May 2023 12:00:00 GMT</pubDate>
<description>&lt;p&gt;{BODY[0]}&lt;/p&gt;&lt;p&gt;{BODY[1]}&lt;/p&gt;</description></item>
<item><title></title></item></channel></rss>"""

MAIL = f"""From: Ana Lim <ana@example.org>
To: desk@example.org
Subject: Two ships sink
Date: Sat, 06 May 2023 23:30:00 +0200
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

{BODY[0]}

{BODY[1]}

> It saved 3 of them.

--\u0020
Ana Lim, 12 Quay Street
"""

MARKDOWN = f"""---
title: Two ships sink
date: 2023-05-06
lang: en
---

# Two ships sink

{BODY[0]}

## The storm

{BODY[1]}

| Town | Dead |
|------|------|
| Tarn | 12 |

```
seats = 42
```

![a map](map-7.png)
"""

CSV = 'date,headline,text,url\n2023-05-06,Two ships sink,"Two ships, ""both old"", sank.\nNobody died.",https://example.org/a\n'

JSON_LINES = json.dumps({"title": "Two ships sink", "body": TEXT, "published": "2023-05-06T23:30:00+02:00"}) + "\n"


def make_zip(files):
    """Pack files into a zip archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def make_tar(files, *, links=(), mode="w:gz"):
    """Pack files and links into a tar archive: the same bytes whenever it is made."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for name in links:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, "/etc/hosts"
            archive.addfile(info)
    return gzip.compress(packed.getvalue(), mtime=0) if mode == "w:gz" else packed.getvalue()


def make_record(url, body, *, kind="text/html; charset=utf-8", status="200 OK"):
    """Write one response record of a crawl."""
    page = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2023-05-06T12:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(page)}\r\n\r\n"
    )
    return head.encode() + page + b"\r\n\r\n"


def make_crawl(*, is_packed=False):
    """Write a crawl of a page, a page that is gone, a stylesheet and another page."""
    records = [
        make_record("https://example.org/1", HTML.encode()),
        make_record("https://example.org/2", b"gone", status="404 Not Found"),
        make_record("https://example.org/3", b"a { color: red }", kind="text/css"),
        make_record("https://example.org/4", HTML.replace("Two ships", "Three ships").encode()),
    ]
    return b"".join(map(gzip.compress, records)) if is_packed else b"".join(records)

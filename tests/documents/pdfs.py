"""Small PDF files, written by hand: lines of text at places on pages."""

from __future__ import annotations


def make_pdf(pages, *, created="D:20230506120000Z", title="Two ships sink"):
    """Write a PDF whose pages are lists of (x, y, size, text); without x a text follows the one before, raised by y."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", font]
    objects.append(f"<< /CreationDate ({created}) /Title ({title}) >>".encode())
    kids = []
    for page in pages:
        drawn = b"BT " + b" ".join(
            (f"{y} Ts /F1 {size} Tf (" if x is None else f"0 Ts /F1 {size} Tf 1 0 0 1 {x} {y} Tm (").encode()
            + text.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)")
            + b") Tj"
            for x, y, size, text in page
        )
        drawn += b" ET"
        objects.append(b"<< /Length %d >>\nstream\n" % len(drawn) + drawn + b"\nendstream")
        contents = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % contents
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [" % len(kids) + b" ".join(b"%d 0 R" % kid for kid in kids) + b"] >>"
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + table + b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))

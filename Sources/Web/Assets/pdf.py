# SPDX-License-Identifier: MPL-2.0
"""Makes PDF/A-3a and PDF/UA-1 files of pages that are handed over on standard input, one after another.

A request is a line of JSON, {"html": bytes, "files": [{"name": …, "type": …, "bytes": …}], "attached": […]}, and then the
bytes of all in that order; what is attached lies inside the file, with words about it and a day too. The answer is `ok N` or `no N`, a line feed, and N bytes: the file, or what went wrong. Nothing else is
fetched: neither files nor addresses.
"""

import datetime
import json
import logging
import os
import sys

from weasyprint import HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

# A font that is cut down to its letters is dated, and would make two files of one page. Read when the day is asked for.
os.environ["SOURCE_DATE_EPOCH"] = "0"

# What says that the file follows PDF/UA, and the description of that mark which PDF/A demands (ISO 19005-3, 6.6.2.3).
UA = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1" />
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
 rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""


class Fetcher(URLFetcher):
    """Knows the files of the request, and refuses everything else."""

    def __init__(self, files):
        super().__init__(allowed_protocols=[])
        self.files = files

    def fetch(self, url, headers=None):
        if url not in self.files:
            raise ValueError("only what was handed over is used")
        kind, content = self.files[url]
        return URLFetcherResponse(url, content, {"Content-Type": kind})


def attachment(number, file, content):
    """A file inside the file. Its type is told as an address tells it, so that it is not guessed from a name."""
    url = f"http://vaern.invalid/attached/{number}"
    day = datetime.datetime.fromisoformat(file["day"])
    return Attachment(
        url=url, url_fetcher=Fetcher({url: (file["type"], content)}), name=file["name"], description=file["about"],
        created=day, modified=day, relationship="Data")


def render(html, files, attached=()):
    fetcher = Fetcher(files)
    page = HTML(string=html, base_url="http://vaern.invalid/", url_fetcher=fetcher)
    document = page.render(font_config=FontConfiguration(), pdf_variant="pdf/a-3a", pdf_tags=True)
    plain = document.metadata.generate_rdf_metadata
    document.metadata.generate_rdf_metadata = lambda *given: plain(*given).replace(b"</rdf:RDF>", UA)
    return document.write_pdf(pdf_variant="pdf/a-3a", pdf_tags=True, attachments=list(attached))


def main():
    logging.disable(logging.CRITICAL)
    source, target = sys.stdin.buffer, sys.stdout.buffer
    # Warm: the libraries are loaded and the fonts are found before the first page comes.
    render("<!doctype html><html lang=da><title>-</title><p>Æøå", {})
    target.write(b"ready\n")
    target.flush()
    while line := source.readline():
        order = json.loads(line)
        html = source.read(order["html"]).decode()
        files = {"http://vaern.invalid/" + file["name"]: (file["type"], source.read(file["bytes"])) for file in order["files"]}
        inside = [(file, source.read(file["bytes"])) for file in order["attached"]]
        try:
            attached = [attachment(number, file, content) for number, (file, content) in enumerate(inside)]
            verdict, content = b"ok", render(html, files, attached)
        except Exception as problem:
            verdict, content = b"no", f"{type(problem).__name__}: {problem}".encode()
        target.write(b"%s %d\n" % (verdict, len(content)))
        target.write(content)
        target.flush()


main()

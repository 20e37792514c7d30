# SPDX-License-Identifier: MPL-2.0
"""What a PDF says of itself and holds: the parts of PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) that a program can
look at, read by pikepdf. What it does not judge: whether the order of reading and the words for images are right."""

import re

import pikepdf

XMP = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}
HEADINGS = [f"/H{level}" for level in range(1, 7)]


def problems(file) -> list:
    """Everything that is wrong; an empty list is the good answer."""
    with pikepdf.open(file) as pdf:
        return [*marks(pdf), *catalog(pdf), *pages(pdf), *fonts(pdf), *structure(pdf)]


def marks(pdf) -> list:
    """ISO 19005-3, 6.6; ISO 14289-1, 5 and 7.1."""
    found = []
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        for name, wanted in [("pdfaid:part", "3"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")]:
            space, key = name.split(":")
            if meta.get(f"{{{XMP[space]}}}{key}") != wanted:
                found.append(f"the metadata do not say {name} {wanted}")
        title = meta.get(f"{{{XMP['dc']}}}title")
    if not title:
        found.append("the metadata have no title")
    elif str(pdf.docinfo.get("/Title", title)) != title:
        found.append("the title of the metadata is another than that of the file")
    return found


def catalog(pdf) -> list:
    root, found = pdf.Root, []
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", str(root.get("/Lang", ""))):
        found.append("no language (ISO 14289-1, 7.2)")
    if root.get("/MarkInfo", {}).get("/Marked") is not True:
        found.append("is not marked as tagged (ISO 19005-3, 6.7.2)")
    if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        found.append("shows its file name, not its title (ISO 14289-1, 7.1)")
    intents = [one for one in root.get("/OutputIntents", []) if one.get("/S") == "/GTS_PDFA1"]
    if not intents or any("/DestOutputProfile" not in one for one in intents):
        found.append("has no colour profile (ISO 19005-3, 6.2.3)")
    if pdf.is_encrypted:
        found.append("is encrypted (ISO 19005-3, 6.1.3)")
    if "/ID" not in pdf.trailer:
        found.append("has no identity in its trailer (ISO 19005-3, 6.1.3)")
    for number in range(1, len(pdf.objects) + 1):
        one = pdf.objects[number - 1]
        if isinstance(one, pikepdf.Dictionary) and one.get("/S") in ("/JavaScript", "/Launch", "/Sound", "/Movie"):
            found.append(f"has an action that an archive may not have: {one.get('/S')} (ISO 19005-3, 6.5.1)")
        if isinstance(one, pikepdf.Stream) and one.get("/Filter") == "/LZWDecode":
            found.append("is packed with LZW (ISO 19005-3, 6.1.7)")
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Filespec" and "/AFRelationship" not in one:
            found.append("a file inside does not say what it is to the document (ISO 19005-3, 6.8)")
    return found


def pages(pdf) -> list:
    found = []
    for number, page in enumerate(pdf.pages, 1):
        if "/StructParents" not in page:
            found.append(f"page {number} is outside the structure")
        for note in page.get("/Annots", []):
            if page.get("/Tabs") != "/S":
                found.append(f"page {number} is not tabbed in the order of its structure (ISO 14289-1, 7.18.3)")
            if not int(note.get("/F", 0)) & 4 or int(note.get("/F", 0)) & 2:
                found.append(f"page {number}: a link is not printed, or hidden (ISO 19005-3, 6.3.2)")
            if note.get("/Subtype") == "/Link" and "/StructParent" not in note:
                found.append(f"page {number}: a link is outside the structure (ISO 14289-1, 7.18.5)")
    return found


def fonts(pdf) -> list:
    found = []
    for one in pdf.objects:
        if not isinstance(one, pikepdf.Dictionary) or one.get("/Type") != "/Font":
            continue
        name = str(one.get("/BaseFont", "?"))
        if one.get("/Subtype") == "/Type0" and "/ToUnicode" not in one:
            found.append(f"{name} does not say which letters it has (ISO 19005-3, 6.2.11.7)")
        descriptor = one.get("/FontDescriptor")
        if descriptor is not None and not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            found.append(f"{name} is not in the file (ISO 19005-3, 6.2.11.4)")
        if one.get("/Subtype") in ("/Type1", "/TrueType") and descriptor is None:
            found.append(f"{name} is not in the file (ISO 19005-3, 6.2.11.4)")
    return found


def structure(pdf) -> list:
    """Headings begin with the first and leave none out, tables have heads, images have words, lists have items."""
    if "/StructTreeRoot" not in pdf.Root:
        return ["has no structure (ISO 19005-3, 6.7)"]
    found, level = [], 0
    roles = {str(key): str(value) for key, value in pdf.Root.StructTreeRoot.get("/RoleMap", {}).items()}
    seen = set()

    def walk(node, above):
        nonlocal level
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child, above)
            return
        if not isinstance(node, pikepdf.Dictionary) or node.get("/S") is None:
            return
        kind = roles.get(str(node.S), str(node.S))
        seen.add(kind)
        if kind in HEADINGS:
            own = HEADINGS.index(kind) + 1
            if own > level + 1:
                found.append(f"a heading of level {own} follows one of level {level} (ISO 14289-1, 7.4.2)")
            level = own
        if kind == "/Figure" and not str(node.get("/Alt", "")).strip():
            found.append("an image has no words (ISO 14289-1, 7.3)")
        if kind in ("/TH", "/TD"):
            attributes = node.get("/A", pikepdf.Dictionary())
            attributes = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
            if kind == "/TH" and "/ID" not in node and not any("/Scope" in one for one in attributes):
                found.append("a head of a table does not say whose it is (ISO 14289-1, 7.5)")
            if kind == "/TD" and not any(len(one.get("/Headers", [])) for one in attributes):
                found.append("a cell of a table does not say what its head is (ISO 14289-1, 7.5)")
        for child, parent in [("/TR", ("/Table", "/THead", "/TBody", "/TFoot")), ("/TD", ("/TR",)), ("/TH", ("/TR",)), ("/LI", ("/L",))]:
            if kind == child and above not in parent:
                found.append(f"{child} stands in {above}")
        walk(node.get("/K", pikepdf.Array()), kind)

    walk(pdf.Root.StructTreeRoot.get("/K", pikepdf.Array()), "")
    if "/H1" not in seen or "/P" not in seen:
        found.append(f"has no heading or no paragraph: {sorted(seen)}")
    return found

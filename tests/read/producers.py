"""Files of an article, made on the spot: a page with site furniture, typst's PDF, python-docx's Word document, a zipped EPUB."""

import html
import io
import json
import zipfile
from collections.abc import Sequence

import docx
import typst

Part = tuple[str, str]  # kind (title, heading, paragraph, item) and text

TITLE = "Harbour talks end with an agreement in Northport"
ARTICLE: tuple[Part, ...] = (
    ("title", TITLE),
    (
        "paragraph",
        "Representatives of three countries signed an agreement on fishing in Northport on Wednesday, ending talks that had "
        "taken two years. The six-member delegation of Westland was led by the minister of agriculture, Anna Berg, who said "
        "that “the sea belongs to nobody alone”. The agreement comes into force on 1 January 2022.",
    ),
    ("heading", "What was agreed"),
    ("paragraph", "The three countries will count their boats in the same way, and they will publish the figures each year:"),
    ("item", "Westland may send 40 boats to the northern grounds."),
    ("item", "Eastland gives up its claim to the island of Skerry."),
    (
        "paragraph",
        "The international commission for the northern sea, which was founded in 1974, will supervise the well-known "
        "administrative arrangements and will report to the governments of the participating countries every spring.",
    ),
    (
        "paragraph",
        "Observers had not expected the negotiations to succeed. In August, the representatives of the fishermen's "
        "associations left the conference because their recommendations were disregarded. They came back after the chairman, "
        "Peter Holm, had promised them a consultation in each of the harbours before the signature.",
    ),
)  # fmt: skip

FURNITURE_TOP = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Daily Bee</title>
<link rel="canonical" href="https://bee.example/2021/10/20/harbour"><meta property="og:site_name" content="The Daily Bee">
<script type="application/ld+json">{ld}</script><style>p {{ color: red }}</style></head><body>
<div class="cookie-banner" id="cookie"><p>We use cookies to improve your experience. By continuing you accept them.</p>
<button>Accept all</button></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World news</a></li></ul></nav></header>
<main><article><h1>{title}</h1><p class="byline">By Ann Lee</p><time datetime="2021-10-20">20 October 2021</time>
"""
FURNITURE_MIDDLE = """<figure><img src="x.jpg"><figcaption>A harbour in the morning. Photo: AP</figcaption></figure>
<p>Read more: <a href="/x">Ten other stories that you will like</a></p>
<div style="display: none"><p>Hidden words that nobody should see in an article.</p></div>
"""
FURNITURE_END = """<div class="newsletter"><h3>Sign up for our newsletter</h3><p>Get the best stories in your inbox.</p>
<form><input type="email"></form></div></article><aside><h2>Related stories</h2><ul><li><a href="/a">Another tale of the
sea</a></li></ul></aside></main><footer><p>© 2021 The Daily Bee. All rights reserved.</p></footer></body></html>
"""
RECORD = {
    "@type": "NewsArticle",
    "datePublished": "2021-10-20T23:30:00-04:00",
    "dateModified": "2023-01-01",
    "author": {"name": "Ann Lee"},
}


def make_html(parts: Sequence[Part] = ARTICLE, record: dict[str, object] | None = None) -> str:
    """A page of a news site: cookies, menus, a figure, a prompt, a newsletter, related stories around the article."""
    title = html.escape(parts[0][1])
    ld = json.dumps({"headline": parts[0][1], **RECORD} if record is None else record).replace("<", "\\u003c")
    tags = {"heading": "h2", "paragraph": "p", "item": "li"}
    body = ""
    for i, (kind, text) in enumerate(parts[1:]):
        inner = f"<{tags[kind]}>{html.escape(text)}</{tags[kind]}>"
        body += f"<ul>{inner}</ul>" if kind == "item" else inner
        body += FURNITURE_MIDDLE if i == 1 else ""
    return FURNITURE_TOP.format(title=title, ld=ld) + body + FURNITURE_END


def make_pdf(parts: Sequence[Part] = ARTICLE, columns: int = 2, size: str = "10pt", more: str = "") -> bytes:
    """Justified and hyphenated columns under a title over the whole width, a running head and page numbers."""
    source = f"""#set page(columns: {columns}, header: [The Daily Bee #h(1fr) Sea and Land], numbering: "1")
#set par(justify: true)
#set text(hyphenate: true, lang: "en", size: {size})
#set document(author: "Ann Lee")
#show heading: set text(size: 11pt)
{more}
#place(top + center, scope: "parent", float: true, text(20pt, strong({_string(parts[0][1])})))
"""
    calls = {"heading": "heading", "paragraph": "par", "item": "list"}
    source += "\n\n".join(f"#{calls[kind]}({_string(text)})" for kind, text in parts[1:])
    pdf: bytes = typst.compile(source.encode())
    return pdf


def make_docx(parts: Sequence[Part] = ARTICLE, author: str = "Ann Lee") -> bytes:
    """A Word document with styles, a header and a footer."""
    document = docx.Document()
    document.core_properties.author = author
    document.sections[0].header.paragraphs[0].text = "The Daily Bee, Sea and Land"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    for kind, text in parts:
        if kind in ("title", "heading"):
            document.add_heading(text, 0 if kind == "title" else 1)
        else:
            document.add_paragraph(text, style="List Bullet" if kind == "item" else None)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def make_epub(
    chapters: Sequence[tuple[str, Sequence[str]]],
    title: str = "A book of harbours",
    extra: dict[str, bytes] | None = None,
) -> bytes:
    """A book in EPUB 3: a chapter is its title and its paragraphs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
            '<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        )
        items, refs, links = "", "", ""
        for i, (name, paragraphs) in enumerate(chapters, 1):
            items += f'<item id="c{i}" href="text/c%20{i}.xhtml" media-type="application/xhtml+xml"/>'
            refs += f'<itemref idref="c{i}"/>'
            links += f'<li><a href="text/c%20{i}.xhtml#start">{html.escape(name)}</a></li>'
            body = "".join(f"<p>{html.escape(p)}</p>" for p in paragraphs)
            archive.writestr(
                f"OEBPS/text/c {i}.xhtml",
                '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
                f"<body><h1>{html.escape(name)}</h1>{body}</body></html>",
            )
        archive.writestr(
            "OEBPS/nav.xhtml",
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>'
            f'<nav epub:type="toc"><ol>{links}</ol></nav></body></html>',
        )
        archive.writestr(
            "OEBPS/book.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{html.escape(title)}</dc:title><dc:creator>Ann Lee</dc:creator><dc:date>2021-10-20</dc:date></metadata>"
            f'<manifest><item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>{items}</manifest>'
            f"<spine>{refs}</spine></package>",
        )
        for path, content in (extra or {}).items():
            archive.writestr(path, content)
    return out.getvalue()


def zipped(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in members.items():
            archive.writestr(path, content)
    return out.getvalue()


def make_odt(body: str, styles: str = "") -> bytes:
    """An OpenDocument text with what stands in its body and its automatic styles."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (
            ("office", "office"),
            ("text", "text"),
            ("style", "style"),
            ("table", "table"),
            ("draw", "drawing"),
        )
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    meta = (
        f'<office:document-meta {spaces} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
        f"<dc:title>{html.escape(TITLE)}</dc:title><dc:creator>Ann Lee</dc:creator></office:meta></office:document-meta>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "meta.xml": meta})


def make_pptx(slides: Sequence[str]) -> bytes:
    """A presentation of slides, each given as its shapes."""
    spaces = (
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    ids = "".join(f'<p:sldId id="{255 + i}" r:id="rId{i}"/>' for i in range(len(slides), 0, -1))
    links = "".join(
        f'<Relationship Id="rId{i}" Type="slide" Target="slides/slide{i}.xml"/>' for i in range(1, len(slides) + 1)
    )
    members = {
        "ppt/presentation.xml": f"<p:presentation {spaces}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": f"<Relationships>{links}</Relationships>",
    }
    for i, shapes in enumerate(slides, 1):
        hidden = ' show="0"' if "HIDDEN" in shapes else ""
        members[f"ppt/slides/slide{i}.xml"] = (
            f"<p:sld {spaces}{hidden}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"
        )
    return zipped(members)


def shape(kind: str, *paragraphs: str) -> str:
    """A placeholder of a slide."""
    text = "".join(f"<a:p><a:r><a:t>{html.escape(each)}</a:t></a:r></a:p>" for each in paragraphs)
    return f'<p:sp><p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr><p:txBody>{text}</p:txBody></p:sp>'


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

"""What each format yields: whole text, no furniture, and what the file says of itself."""

import io
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from producers import ARTICLE, RECORD, TITLE, make_docx, make_epub, make_html, make_pdf

from quizgen.errors import ReadError
from quizgen.models import Article
from quizgen.read import ReadOptions, language_of, read_bytes, read_text
from quizgen.read.dateline import credit_lines, dateline, written_date
from quizgen.read.encoding import decode
from quizgen.read.furniture import is_furniture
from quizgen.read.html import page
from quizgen.read.html_meta import page_meta
from quizgen.read.markup import without_markup
from quizgen.read.pdf_hyphens import keeps_hyphen

TEXTS = [text for _, text in ARTICLE]
KINDS = [kind for kind, _ in ARTICLE]


def parts(article: Article) -> list[str]:
    return [article.text[p.start : p.end] for p in article.paragraphs]


@pytest.mark.parametrize(
    ("name", "raw"), [("a.html", make_html().encode()), ("a.pdf", make_pdf()), ("a.docx", make_docx())]
)
def test_each_format_gives_the_same_article(name: str, raw: bytes) -> None:
    article = read_bytes(raw, name)
    assert parts(article) == TEXTS
    assert [p.kind for p in article.paragraphs] == KINDS
    assert article.info.title == TITLE
    assert article.info.byline == "Ann Lee"
    # What a form is, its content tells; the name may say something else.
    assert read_bytes(raw, "standard input").text == article.text


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("size", ["8pt", "10pt", "12pt"])
def test_pdf_columns_of_any_number(columns: int, size: str) -> None:
    article = read_bytes(make_pdf(columns=columns, size=size), "a.pdf")
    # Where a paragraph ends at a column's end is not always to be told; the words and their order are.
    assert article.text.split() == " ".join(TEXTS).split()


def test_pdf_of_many_pages_loses_heads_and_numbers() -> None:
    sentence = "The harbour of Northport was enlarged in 1974 by the engineers of the commission, who built {} piers."
    long = [*ARTICLE[:2], *(("paragraph", " ".join(sentence.format(i * 7 + k) for k in range(7))) for i in range(60))]
    article = read_bytes(make_pdf(long), "a.pdf")
    assert article.text.split() == " ".join(text for _, text in long).split()


def test_pdf_without_text_or_with_a_password() -> None:
    import pypdfium2 as pdfium

    empty = pdfium.PdfDocument.new()
    empty.new_page(200, 200)
    out = io.BytesIO()
    empty.save(out)
    with pytest.raises(ReadError, match="text recognition"):
        read_bytes(out.getvalue(), "scan.pdf")


@pytest.mark.parametrize(
    ("head", "tail", "text", "kept"),
    [
        ("repre", "sentatives", "", False),
        ("six", "member", "", True),
        ("well", "known", "", True),
        ("ten", "dency", "", False),
        ("state", "ment", "", False),
        ("cooper", "ation", "co-operation cooperation", False),
        ("anti", "trust", "the anti-trust law", True),
        ("North", "Sea", "", True),
        ("all", "girl", "", True),
        ("Schwarzeneg", "ger", "", False),
        ("Za", "mir", "", False),
        ("up-to", "date", "", True),
    ],
)
def test_hyphens_at_line_ends(head: str, tail: str, text: str, kept: bool) -> None:
    assert keeps_hyphen(head, tail, Counter(text.split())) is kept


def test_page_meta_prefers_what_the_page_states() -> None:
    meta = page(make_html(), "page", "https://bee.example/x?utm=1")
    assert (meta.title, meta.byline, meta.published) == (TITLE, "Ann Lee", date(2021, 10, 20))
    assert meta.url == "https://bee.example/2021/10/20/harbour"


@pytest.mark.parametrize(
    ("markup", "day"),
    [
        ('<meta property="article:published_time" content="2021-10-19T23:30:00-04:00">', date(2021, 10, 19)),
        ('<meta property="article:modified_time" content="2023-01-01">', None),
        ('<p class="published-on">Published on 19 October 2021</p>', date(2021, 10, 19)),
        ('<p class="date">Updated 1 January 2023</p>', None),
        ("<p>It happened on 19 October 2021.</p><footer>© 2020</footer>", None),
        ('<article><time datetime="2021-10-19">x</time></article>', date(2021, 10, 19)),
        ('<article><time datetime="2021-10-19">x</time><time datetime="2020-01-01">y</time></article>', None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-99-99"}</script>', None),
    ],
)
def test_the_date_is_stated_or_not_found(markup: str, day: date | None) -> None:
    from quizgen.read.html import parse

    root = parse(f"<html><body>{markup}</body></html>")
    assert root is not None
    assert page_meta(root).published == day


def test_a_dateline_is_a_line_of_its_own() -> None:
    assert dateline(["Talks begin", "Published: Tuesday, 19 October 2021"]) == date(2021, 10, 19)
    assert dateline(["Talks begin", "On 19 October 2021 the talks began in Northport."]) is None
    assert written_date("Oct. 19, 2021") == date(2021, 10, 19)
    assert written_date("31 February 2021") is None


def test_what_the_user_says_overrules() -> None:
    options = ReadOptions(byline="B. Holm", url="https://other.example/a")
    article = read_bytes(make_html().encode(), "a.html", date(2020, 1, 2), "Mine", "", options)
    info = article.info
    assert (info.id, info.source) == ("https://other.example/a", "https://other.example/a")
    assert (info.title, info.byline, info.published) == ("Mine", "B. Holm", date(2020, 1, 2))


def test_no_markup_for_a_date_means_none() -> None:
    record: dict[str, object] = {k: v for k, v in RECORD.items() if k == "dateModified"}
    article = read_bytes(
        make_html(record=record).replace('<time datetime="2021-10-20">20 October 2021</time>', "").encode(), "a.html"
    )
    assert article.info.published == date(2021, 10, 20)  # the canonical address has it
    assert read_bytes(make_docx(), "a.docx").info.published is None


def test_docx_leaves_out_what_was_deleted() -> None:
    import docx
    from docx.oxml import parse_xml

    document = docx.Document(io.BytesIO(make_docx()))
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    paragraph = document.paragraphs[1]._p
    paragraph.append(parse_xml(f"<w:del {space}><w:r><w:delText>gone</w:delText></w:r></w:del>"))
    paragraph.append(parse_xml(f"<w:ins {space}><w:r><w:t> It was new.</w:t></w:r></w:ins>"))
    document.add_table(1, 1).cell(0, 0).text = "A cell of a table says that the harbour has nine piers."
    document.add_paragraph("Figure 1: a harbour", style="Caption")
    out = io.BytesIO()
    document.save(out)
    text = read_bytes(out.getvalue(), "a.docx").text
    assert "It was new." in text
    assert "gone" not in text
    assert "nine piers" in text
    assert "Figure 1" not in text


BOOK = make_epub([("The harbour", TEXTS), ("The island", [TEXTS[5]]), ("The island again", [TEXTS[1]])])


def test_epub_whole_and_by_chapter() -> None:
    book = read_bytes(BOOK, "b.epub")
    assert book.info.title == "A book of harbours"
    assert (book.info.byline, book.info.published) == ("Ann Lee", date(2021, 10, 20))
    assert all(text in book.text for text in TEXTS)
    one = read_bytes(BOOK, "b.epub", options=ReadOptions(chapter="2"))
    assert (one.info.title, "40 boats" in one.text) == ("The island", False)
    assert read_bytes(BOOK, "b.epub", options=ReadOptions(chapter="island again")).info.title == "The island again"
    assert read_bytes(BOOK, "b.epub", options=ReadOptions(chapter="the ISLAND")).info.title == "The island"
    for wanted in ("9", "islands", "the"):
        with pytest.raises(ReadError, match="1 The harbour; 2 The island; 3 The island again"):
            read_bytes(BOOK, "b.epub", options=ReadOptions(chapter=wanted))


def test_epub_with_protection_is_refused() -> None:
    lock = b'<encryption><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></encryption>'
    with pytest.raises(ReadError, match="DRM"):
        read_bytes(make_epub([("One", TEXTS)], extra={"META-INF/encryption.xml": lock}), "b.epub")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252", "mac_roman"])
def test_encodings(encoding: str) -> None:
    text = "“Élan,” she said, and the café’s owner agreed – the naïve man. " + " ".join(TEXTS[1:3])
    if encoding == "mac_roman":
        text = text.replace("É", "é").replace("ï", "i")
        assert decode(text.encode(encoding), "x", "macintosh") == text
    else:
        assert decode(text.encode(encoding), "x") == text


def test_a_wrong_hint_does_not_spoil_utf8() -> None:
    assert decode("Zoë – “yes”".encode(), "x", "iso-8859-1") == "Zoë – “yes”"
    assert decode("Zoë – “yes”".encode("cp1252"), "x", "utf-8", "iso-8859-1") == "Zoë – “yes”"
    assert decode(b"caf\xe9 " * 20, "x", "utf-7", "zip", "no-such", "latin1").startswith("café")
    broken = ("ä" * 50).encode() + b"\xff"
    assert decode(broken, "x").startswith("ää")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", TEXTS[1]),
        ("de", "Der Minister sagte am Mittwoch, dass die Verhandlungen mit den Ländern nicht zu Ende sind und im Herbst weitergehen."),
        ("fr", "Le ministre a dit que les négociations avec les pays de la région ne sont pas finies et qu’elles se poursuivent dans la capitale."),
        ("es", "El ministro dijo que las negociaciones con los países de la región no han terminado y que se celebrará una reunión en la capital."),
        ("cyrillic", "Министр сообщил в среду, что переговоры со странами региона ещё не закончены и будут продолжены осенью в столице."),
        ("cjk", "部长周三表示与该地区国家的谈判尚未结束将于秋季在首都继续进行" * 3),
        ("hiragana", "大臣は水曜日に、地域の国々との交渉はまだ終わっておらず、秋に首都で続けられると述べた。" * 3),
        ("", "Northport, 2021"),
    ],
)  # fmt: skip
def test_languages(code: str, text: str) -> None:
    assert language_of(text) == code
    if code not in ("en", ""):
        with pytest.raises(ReadError, match="English only"):
            read_bytes(f"A title\n\n{text}\n".encode(), "a.txt")
        assert read_bytes(f"A title\n\n{text}\n".encode(), "a.txt", options=ReadOptions(language="en"))


@pytest.mark.parametrize(
    ("line", "gone"),
    [
        ("Read more: Ten stories", True),
        ("Advertisement", True),
        ("Sign up for our newsletter", True),
        ("We use cookies to improve your experience.", True),
        ("Figure 2: The harbour in 1974", True),
        ("Subscribe", True),
        ("© 2021 The Daily Bee. All rights reserved.", True),
        ("Related documents were found in the minister’s house on Wednesday.", False),
        ("Copyright law protects works for 70 years after the author’s death.", False),
        ("Watch makers in Geneva employ 9,000 people.", False),
        ("Share prices fell by 4% on Monday.", False),
        ("Listen to the people, the president said.", False),
    ],
)
def test_furniture(line: str, gone: bool) -> None:
    assert is_furniture(line) is gone


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("the ship *Petrel*, and **nine** others", "the ship Petrel, and nine others"),
        ('the [talks](https://x.example/a "b") failed', "the talks failed"),
        ("two years.[^1] The boats[12][13] came", "two years. The boats came"),
        ("![A quay](quay.png) and `seven` piers", "and seven piers"),
        ("the fishermen\\'s boats cost 5 * 3 * 2 francs", "the fishermen's boats cost 5 * 3 * 2 francs"),
        ("the file snake_case_name, and _one_ more", "the file snake_case_name, and one more"),
        ("She said [sic] that 1 < 2 [in words]", "She said [sic] that 1 < 2 [in words]"),
        ("> He left.\n> She stayed.", "He left. She stayed."),
        ("It ended.\n\n[^1]: A note.\n\n[x]: https://x.example", "It ended."),
        ("[[Karl Lind|Lind]] saw [[Bergen]] and [[Oslo#Harbour]]", "Lind saw Bergen and Oslo"),
        ("It opened in ~~1911~~ 1912 %% check %% at last", "It opened in 1912 at last"),
        ("a ==marked== word, a ***loud*** one, State\\_Bank", "a marked word, a loud one, State_Bank"),
        ("It ended.<br>It began <u>soon</u>&nbsp;&mdash; in May &amp; June", "It ended. It began soon — in May & June"),
        ("Text.\n\n```python\nx = 1911\n```\n\nMore.", "Text. More."),
        ("Text.\n\n| Year | Ship |\n|---|---|\n| 1911 | It sank. |\n\nMore.", "Text. More."),
        ("- [x] It was done.\n- [ ] ask Anna\n- It is.", "- It was done. - It is."),
        ("It cost 10^6^ crowns, or 40 km<sup>2</sup> of H~2~O.<sup>3</sup>", "It cost 10⁶ crowns, or 40 km² of H₂O."),
        ("> [!warning]- Mind\n> He left.", "He left."),
        ("He left.^[A note in its place.] #lakes/maps ^block", "He left."),
        ("The depth is $$d = 4$$ here. The boat sank in May.", "The boat sank in May."),
        ("type:: person\nHe left {{c1::Rome::city}} in *May*{.red} [@cole1955, p. 4].", "He left Rome in May."),
        (
            "The price was $5 in May and $6 in June; #1 of 9 < 10 > 8.",
            "The price was $5 in May and $6 in June; #1 of 9 < 10 > 8.",
        ),
        (
            "The type vector<int> and AT&T in 1994, 5:30: a start",
            "The type vector<int> and AT&T in 1994, 5:30: a start",
        ),
        ("It ended.[1]\n\n[1] A note.\n\n[2] Another day.", "It ended. [2] Another day."),
    ],
)
def test_markup_goes_and_the_length_stays(marked: str, plain: str) -> None:
    text = without_markup(marked)
    assert (len(text), text.split()) == (len(marked), plain.split())


NOTES = Path(__file__).parent / "notes"


@pytest.mark.parametrize(
    ("name", "has", "lacks"),
    [
        (
            "obsidian.md",
            ("In 1948, Tharp moved to New York City and found a job at Columbia University.", "Tharp died in Nyack in 2006."),
            ("1965", "Berann", "1901", "1952", "ask", "draft", "sqrt", "%", "==", "^death", "#oceans"),
        ),
        (
            "escapes.md",
            ("Anna Berg was born in Bergen in 1890.", "Karl Lind founded the State_Bank in 1927.", "moved to New York in 1941.",
             "Holm visited the capital of Peru in 1944.", "Holm died in Turin in 1952.", "Berg, Anna wrote a diary."),
            ("elected", "Citibank", "UBS", "<div", "c1::", "{", "smile", "logo"),
        ),
    ],
)  # fmt: skip
def test_notes_of_note_programs(name: str, has: tuple[str, ...], lacks: tuple[str, ...]) -> None:
    article = read_text((NOTES / name).read_text("utf-8"), name)
    text = " ".join(" ".join(parts(article)).split())
    assert [words for words in has if words not in text] == []
    assert [words for words in lacks if words in text] == []


def test_lines_that_were_wrapped() -> None:
    lines = [
        "Harbour talks end in Northport",
        "By Ann Lee",
        "20 October 2021",
        "",
        "The representatives of the three countries came to Northport in June",
        "2020. They had met twice before, and the delegation of Westland was",
        "larger than the others. It asked for",
        "",
        "1. the right to send 40 boats to the northern grounds in each of the",
        "   following years,",
        "2. a lighthouse on the island.",
    ]
    for ends in ("\n", "\r\n"):
        article = read_bytes(ends.join(lines).encode(), "a.txt")
        assert [p.kind for p in article.paragraphs] == ["title", "paragraph", "item", "item"]
        assert parts(article)[2].split()[-2:] == ["following", "years,"]
        info = article.info
        assert (info.title, info.byline, info.published) == (lines[0], "Ann Lee", date(2021, 10, 20))


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ann Lee", "Ann Lee"),
        ("by Ann Lee, Tom Reyes and Peter J. Holm", "Ann Lee, Tom Reyes and Peter J. Holm"),
        ("By Sea and Land", ""),
        ("By the river", ""),
    ],
)
def test_a_byline_is_a_line_of_names(line: str, byline: str) -> None:
    found = credit_lines([line, "The minister came to Northport."], "")
    assert (found.byline, found.lines) == (byline, {0} if byline else set())


def test_front_matter_of_other_programs() -> None:
    text = "---\ntitle: Talks\nauthor: Ann Lee\ndate: 20 October 2021\n---\n\n" + "\n\n".join(TEXTS[1:])
    info = read_bytes(text.encode(), "a.md").info
    assert (info.byline, info.published) == ("Ann Lee", date(2021, 10, 20))
    assert read_bytes(text.replace("20 October", "autumn").encode(), "a.md").info.published is None


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("<dc:date>2021-10-20</dc:date>", date(2021, 10, 20)),
        ("<dc:date>2021-10-20T00:00:00+00:00</dc:date>", date(2021, 10, 20)),
        ("<dc:date>2026-11-24T00:19:11Z</dc:date>", None),
        ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", None),
        ('<dc:date opf:event="conversion">2026-11-24</dc:date><dc:date>2021-10-20</dc:date>', date(2021, 10, 20)),
    ],
)
def test_the_date_of_a_book(stated: str, day: date | None) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b"<dc:date>2021-10-20</dc:date>", stated.encode())
            new.writestr(name, content)
    assert read_bytes(out.getvalue(), "b.epub").info.published == day


def test_lists_and_headings_of_a_page_survive_and_lists_of_links_do_not() -> None:
    """trafilatura loses the lists and headings of pages without `article`."""
    tags = {"heading": "<h2>{}</h2>", "paragraph": "<p>{}</p>", "item": "<ul><li>{}</li></ul>"}
    body = [tags[kind].format(text) for kind, text in ARTICLE[1:]]
    links = "".join(
        f'<li><a href="/{i}">Another story of harbours and of the sea, number {i}</a></li>' for i in range(9)
    )
    body.insert(3, f"<ul>{links}</ul>")
    body.append("<p>The harbour has two piers:</p><ul><li>the northern pier,</li><li>the old pier of 1874.</li></ul>")
    whole = f"<html><body><div><h1>{TITLE}</h1>{''.join(body)}</div><ul>{links}</ul></body></html>"
    article = read_bytes(whole.encode(), "a.html")
    assert [p.kind for p in article.paragraphs] == [*KINDS, "paragraph", "item", "item"]
    assert parts(article)[: len(TEXTS)] == TEXTS


@pytest.mark.parametrize(
    "mark",
    [
        '<sup><a href="#n1">1</a></sup>',
        '<a href="#n1"><sup>[a]</sup></a>',
        '<a epub:type="noteref" href="notes.xhtml#n1">12</a>',
        '<a role="doc-noteref" href="#n1">1</a>',
        "<a style='mso-footnote-id:ftn1' href='#_ftn1'><span class=MsoFootnoteReference>[1]</span></a>",
        '<span epub:type="pagebreak" id="p12">12</span>',
    ],
)
def test_marks_of_notes_do_not_stick_to_words(mark: str) -> None:
    notes = (
        "<section role='doc-endnotes'><p>A note.</p></section><div id='sdfootnote1'><p>A note.</p></div>"
        "<div style='mso-element:footnote-list'><p>A note.</p></div><aside epub:type='footnote'><p>A note.</p></aside>"
    )
    words = " ".join(TEXTS[5:])
    page_of = f"<html><body><h1>{TITLE}</h1><p>They covered 10 km<sup>2</sup>{mark}. {words}</p>{notes}</body></html>"
    assert parts(read_bytes(page_of.encode(), "a.html"))[1:] == [f"They covered 10 km². {words}"]

"""Zip archives (DOCX, EPUB) that may be bombs."""

import io
import zipfile

from lxml import etree

from quizgen.errors import ReadError
from quizgen.read.limits import Limits, raise_it

MOST_MEMBERS = 20_000


def open_archive(raw: bytes, name: str, limits: Limits) -> zipfile.ZipFile:
    """The archive, its declared sizes within the limits. Raises ReadError: damaged, encrypted, too large unpacked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, UnicodeDecodeError):
        raise damaged(name) from None
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > limits.unpacked:
        raise too_large(name, limits)
    if any(member.flag_bits & 1 for member in members):
        raise ReadError(f"{name}: it is locked with a password; save it without one and try again")
    return archive


def read_member(archive: zipfile.ZipFile, member: str, name: str, limits: Limits) -> bytes:
    """One file of the archive; b"" when there is none. Sizes are counted while unpacking, since headers can lie."""
    import zlib

    try:
        with archive.open(member) as stream:
            content = stream.read(limits.unpacked + 1)
    except KeyError:
        return b""
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, OSError, EOFError):
        raise damaged(name) from None
    if len(content) > limits.unpacked:
        raise too_large(name, limits)
    return content


def parse_xml(raw: bytes) -> etree._Element | None:
    """The tree of an XML file: no entities, no network, no document type's tricks; None when it is no XML."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def damaged(name: str) -> ReadError:
    return ReadError(f"{name}: the file is damaged; save it again from the program that made it")


def too_large(name: str, limits: Limits) -> ReadError:
    return ReadError(
        f"{name}: it unpacks to more than {limits.unpacked / 1e6:.0f} MB; if you trust it, {raise_it('unpacked')}"
    )

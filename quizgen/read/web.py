"""http and https -> bytes: nothing is sent but the request, and only public addresses are asked."""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from contextlib import ExitStack, suppress
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from quizgen.errors import ReadError
from quizgen.models import Model
from quizgen.read.limits import Limits, raise_it

MOST_REDIRECTS = 5
CHUNK = 65_536
HEADERS = {
    "User-Agent": "quizgen (reads one article for its user)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
SAVE_IT = "open it in your browser, save it, and give the saved file"
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Fetched(Model):
    """What the last address of a chain of redirects sent."""

    content: bytes
    url: str
    kind: str = ""  # content type, without parameters
    charset: str = ""


def is_url(source: str) -> bool:
    """Whether an argument is an address, not a path."""
    return source.lower().startswith(("http://", "https://"))


def fetch(url: str, limits: Limits, allow_private: bool = False) -> Fetched:
    """The page or file at a URL. Follows few redirects, each checked as the first; keeps no cookies, sends no referrer.

    Raises ReadError: bad or private address, no such host or page, login, too slow, too large, too many redirects.
    """
    shown, deadline = url, time.monotonic() + limits.seconds
    for _ in range(MOST_REDIRECTS + 1):
        parts = _checked(url, shown)
        connection = _connect(parts, shown, deadline, limits, allow_private)
        # A socket's timeout starts anew with each byte; the timer ends a drip as well.
        timer = threading.Timer(max(deadline - time.monotonic(), 0.01), _cut, [connection])
        timer.daemon = True
        timer.start()
        cleanup = ExitStack()
        try:
            target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
                "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else ""
            )
            connection.request("GET", target, headers=HEADERS)
            response = cleanup.enter_context(connection.getresponse())  # holds the socket too, until it is closed
            if response.status in (301, 302, 303, 307, 308) and (place := response.headers.get("Location")):
                url = urljoin(url, place.strip())
                continue
            _check_status(response, shown)
            content = _body(response, shown, deadline, limits)
            return Fetched(
                content=content,
                url=url,
                kind=response.headers.get_content_type() if response.headers.get("Content-Type") else "",
                charset=str(response.headers.get_param("charset") or "")[:40],
            )
        except (OSError, http.client.HTTPException, ValueError) as error:
            if time.monotonic() >= deadline:
                raise _too_slow(shown, limits) from None
            reason = " ".join(str(error).split())[:100]
            raise ReadError(
                f"{shown}: the connection failed ({reason or type(error).__name__}); try again, or {SAVE_IT}"
            ) from None
        finally:
            timer.cancel()
            cleanup.close()
            connection.close()
    raise ReadError(f"{shown}: more than {MOST_REDIRECTS} redirects; {SAVE_IT}")


def _checked(url: str, shown: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or any(c.isspace() or ord(c) < 32 for c in url):
        where = shown if url == shown else f"{shown}: it leads to {url[:100]}"
        raise ReadError(f"{where}: not an address that can be read; give one like https://example.org/article")
    if parts.username or parts.password:
        raise ReadError(f"{parts.hostname}: an address with a user name or password is not read; {SAVE_IT}")
    return parts


def _connect(
    parts: SplitResult, shown: str, deadline: float, limits: Limits, allow_private: bool
) -> http.client.HTTPConnection:
    """A connection to an address that was checked itself: a name is resolved once, so it cannot change in between."""
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    try:
        host = (parts.hostname or "").encode("idna").decode("ascii")
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise ReadError(f"{shown}: there is no host {parts.hostname}; check the address and your connection") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not allow_private and (private := next((each for each in addresses if not is_public(each)), None)):
        raise ReadError(
            f"{shown}: {parts.hostname} is {private}, an address of your own network; give --allow-private if you mean it"
        )
    failure: OSError | None = None
    for address in addresses[:4]:
        try:
            if (left := deadline - time.monotonic()) <= 0:
                raise _too_slow(shown, limits)
            sock = socket.create_connection((address, port), timeout=left)
        except OSError as error:
            failure = error
            continue
        if not secure:
            connection = http.client.HTTPConnection(host, port)
        else:
            try:
                sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
            except (OSError, ValueError) as error:
                sock.close()
                why = getattr(error, "verify_message", "") or getattr(error, "reason", "") or "no secure connection"
                raise ReadError(f"{shown}: its certificate or encryption is not accepted ({why}); {SAVE_IT}") from None
            connection = http.client.HTTPSConnection(host, port)
        connection.sock = sock
        return connection
    why = (failure.strerror or str(failure)).lower() if failure else "no address"
    raise ReadError(f"{shown}: cannot connect ({why}); check the address and your connection")


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, also the one inside an IPv6 address that carries an IPv4 one."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if int(ip) >> 32 == 0:  # the old form ::127.0.0.1
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _cut(connection: http.client.HTTPConnection) -> None:
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _check_status(response: http.client.HTTPResponse, shown: str) -> None:
    status, reason = response.status, " ".join(str(response.reason or "").split())[:60]
    if status in (401, 402, 403, 407):
        raise ReadError(f"{shown}: the server wants a login or lets no programs in ({status} {reason}); {SAVE_IT}")
    if status in (404, 410):
        raise ReadError(f"{shown}: there is no such page ({status} {reason}); check the address")
    if status != 200:
        raise ReadError(f"{shown}: the server answers {status} {reason}; try again later, or {SAVE_IT}")


def _body(response: http.client.HTTPResponse, shown: str, deadline: float, limits: Limits) -> bytes:
    """The body, unpacked; both sizes are counted on the way."""
    coding = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    unpack = None
    if coding in ("gzip", "x-gzip", "deflate"):
        unpack = zlib.decompressobj(47 if coding != "deflate" else zlib.MAX_WBITS)
    elif coding != "identity":
        raise ReadError(f"{shown}: packed in a way that is not known ({coding[:20]}); {SAVE_IT}")
    received, content = 0, bytearray()
    while chunk := response.read1(CHUNK):
        received += len(chunk)
        if received > limits.bytes:
            raise ReadError(
                f"{shown}: more than {limits.bytes / 1e6:g} MB; {raise_it('bytes')}, or give an article instead"
            )
        if unpack is None:
            content += chunk
        else:
            try:
                content += unpack.decompress(chunk, limits.unpacked + 1 - len(content))
            except zlib.error:
                if coding == "deflate" and not content:  # some servers send it without its header
                    unpack, coding = zlib.decompressobj(-zlib.MAX_WBITS), "raw"
                    content += unpack.decompress(chunk, limits.unpacked + 1)
                else:
                    raise ReadError(f"{shown}: its packing is damaged; try again, or {SAVE_IT}") from None
            if len(content) > limits.unpacked:
                raise ReadError(
                    f"{shown}: it unpacks to more than {limits.unpacked / 1e6:g} MB; if you trust it, {raise_it('unpacked')}"
                )
        if time.monotonic() >= deadline:
            raise _too_slow(shown, limits)
    if time.monotonic() >= deadline:
        raise _too_slow(shown, limits)  # cut by the timer: what came is not whole
    return bytes(content)


def _too_slow(shown: str, limits: Limits) -> ReadError:
    return ReadError(f"{shown}: not there after {limits.seconds} s; try again, {raise_it('seconds')}, or {SAVE_IT}")

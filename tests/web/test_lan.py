"""The certificate for phones at home: what it vouches for, and what it cannot."""

from __future__ import annotations

import re
import socket
import ssl
import stat
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest

from headlog.web import lan
from headlog.web.settings.env import SettingProblem
from headlog.web.trust_page import TEXT, trust_page

NAME = "diary.test"
NOW = datetime.now(UTC)


@contextmanager
def listening(certificate: Path, key: Path) -> Iterator[int]:
    """A server that shakes hands once for each who comes, and its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as plain:
        plain.settimeout(10)

        def shake() -> None:
            try:
                connection, _ = plain.accept()
                with context.wrap_socket(connection, server_side=True):
                    pass
            except OSError:
                return

        thread = threading.Thread(target=shake)
        thread.start()
        yield plain.getsockname()[1]
        thread.join(10)


def shaken(port: int, authority: Path, name: str) -> None:
    context = ssl.create_default_context(cafile=authority)
    with (
        socket.create_connection(("127.0.0.1", port), 10) as plain,
        context.wrap_socket(plain, server_hostname=name),
    ):
        pass


def test_a_phone_that_trusts_the_authority_trusts_the_name(tmp_path: Path) -> None:
    """A strict client shakes hands."""
    made = lan.lan_certificate(tmp_path, NAME, NOW)

    with listening(made.certificate, made.key) as port:
        shaken(port, made.authority, NAME)


def test_even_a_stolen_authority_vouches_for_no_other_name(tmp_path: Path) -> None:
    """A certificate for another name, signed by the very same authority, is refused by its constraint."""
    made = lan.lan_certificate(tmp_path, NAME, NOW)
    parts = [tmp_path / f"{part}.pem" for part in ("authority", "authority-key", "stolen", "stolen-key")]
    lan._write_certificate(parts, "bank.test", NOW)

    with listening(parts[2], parts[3]) as port, pytest.raises(ssl.SSLCertVerificationError, match="subtree"):
        shaken(port, made.authority, "bank.test")


def test_keys_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    """0600, from the first byte on."""
    made = lan.lan_certificate(tmp_path, NAME, NOW)

    for key in (made.key, tmp_path / "authority-key.pem"):
        assert stat.S_IMODE(key.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("days", "same_authority", "same_certificate", "because"),
    [
        (0, True, True, "a good certificate is used again"),
        (lan.CERTIFICATE_DAYS - 20, True, False, "one that ends soon is renewed; phones need do nothing"),
        (lan.AUTHORITY_DAYS - 20, False, False, "an authority that ends soon is made anew"),
    ],
)
def test_what_ends_soon_is_renewed(
    tmp_path: Path, days: int, same_authority: bool, same_certificate: bool, because: str
) -> None:
    """The authority stays while it lasts."""
    first = lan.lan_certificate(tmp_path, NAME, NOW)
    certificate = first.certificate.read_bytes()
    again = lan.lan_certificate(tmp_path, NAME, NOW + timedelta(days=days))

    assert (again.fingerprint == first.fingerprint) is same_authority, because
    assert (again.certificate.read_bytes() == certificate) is same_certificate, because


def test_another_name_needs_another_authority(tmp_path: Path) -> None:
    """The old one may not vouch for it."""
    first = lan.lan_certificate(tmp_path, NAME, NOW)
    second = lan.lan_certificate(tmp_path, "notes.test", NOW)

    assert second.fingerprint != first.fingerprint


@pytest.mark.parametrize("name", ["192.168.1.2", "diary", "*.local", "a b.local", "", "di/ary.local"])
def test_an_address_or_half_a_name_is_refused(tmp_path: Path, name: str) -> None:
    """Phones install apps and keep passkeys for host names only."""
    with pytest.raises(SettingProblem, match="must be a host name"):
        lan.lan_certificate(tmp_path, name, NOW)


def test_the_default_name_is_a_host_name() -> None:
    """Whatever this computer is called."""
    assert lan.HOST_NAME.fullmatch(lan.default_name())


def test_only_the_authority_is_handed_out_without_https(tmp_path: Path) -> None:
    """The certificate and the page about it; no key, no folder."""
    made = lan.lan_certificate(tmp_path, NAME, NOW)
    with socket.create_server(("", 0)) as probe:
        port = probe.getsockname()[1]
    end = lan.hand_out(made, port - 1)
    try:
        address = f"http://127.0.0.1:{port}"
        with urllib.request.urlopen(address + lan.AUTHORITY_PATH, timeout=10) as answer:
            assert answer.read() == made.authority.read_bytes()
        with urllib.request.urlopen(f"{address}/", timeout=10) as answer:
            page = answer.read().decode()
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert f'href="{lan.AUTHORITY_PATH}"' in page
        assert f'href="https://{NAME}:{port - 1}/"' in page
        # Whoever could replace the certificate on the way could replace a fingerprint beside it.
        assert made.fingerprint not in page
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{address}/authority-key.pem", timeout=10)
    finally:
        end()


def test_the_words_name_what_to_compare(tmp_path: Path) -> None:
    """Address, fingerprint and the name it is limited to stand in the terminal."""
    made = lan.lan_certificate(tmp_path, NAME, NOW)
    words = lan.told(made, 8000, f"https://{NAME}:8000/")

    assert made.fingerprint in words
    assert f"vouches for {NAME} and for nothing else" in words
    assert words.count("█▀▀▀") + words.count("▄▄▄▄▄") > 4


def test_the_page_says_what_the_how_to_says() -> None:
    """One text for both: what trusting means, how on iOS and Android, and how to remove it."""
    how_to = Path(__file__).parents[2] / "docs" / "how-to" / "reach-a-phone.md"
    page = trust_page(NAME, lan.AUTHORITY_PATH, f"https://{NAME}:8000/").decode()
    spoken = re.sub(r"<[^>]+>", "", page)
    text = TEXT.read_text(encoding="utf-8")

    assert "{include} ../../src/headlog/web/trust.md" in how_to.read_text(encoding="utf-8")
    said = [" ".join(re.sub(r"^(## |\* |\d+\. )|[*`]", "", line).split()) for line in text.splitlines()]
    assert [line for line in said if line not in " ".join(unescape(spoken).split())] == []
    for words in ("What trusting it means", "iOS", "Android", "To remove it", "Fetch the authority"):
        assert words in spoken
    assert page.count("<ol>") == page.count("</ol>") == 2
    assert re.search(r"[*`]", spoken) is None

"""The local certificate authority of an installation, and the certificates of its signers (EC P-256).

It is not a certified authority: papers say "sertifikat lokal instansi", never the sentence of BSrE.
Keys lie in the keys folder, readable by their owner only, each encrypted with the installation's secret.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

YEARS_CA, YEARS_SIGNER = 20, 5


@dataclass(frozen=True)
class Holder:
    """Who a certificate is for. `key` names the files; `organisasi` is the agency."""

    key: str
    nama: str
    nip: str
    jabatan: str
    organisasi: str


@dataclass(frozen=True)
class Issued:
    """A key pair on disk: PEM paths of certificate and encrypted key, with the key's passphrase."""

    certificate: Path
    key: Path
    passphrase: bytes


def ensure_authority(keys: Path, secret: str, name: str, now: datetime) -> Issued:
    """The installation's authority, made once. `name` is printed in its subject."""
    issued = Issued(keys / "ca.pem", keys / "ca.key.pem", secret.encode())
    if issued.certificate.exists():
        return issued
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, name[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, "Renjana CA lokal instansi"),
        ]
    )
    begin, end = _validity(now, YEARS_CA)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certificate_sign=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    _write(issued, key, certificate)
    return issued


def ensure_signer(keys: Path, secret: str, holder: Holder, now: datetime) -> Issued:
    """The certificate of one signer, issued by the local authority; renewed when it has run out at `now`."""
    authority = ensure_authority(keys, secret, holder.organisasi, now)
    issued = Issued(keys / f"{holder.key}.pem", keys / f"{holder.key}.key.pem", secret.encode())
    if issued.certificate.exists():
        held = x509.load_pem_x509_certificate(issued.certificate.read_bytes())
        if held.not_valid_before_utc <= now.astimezone(UTC) <= held.not_valid_after_utc:
            return issued
    ca = x509.load_pem_x509_certificate(authority.certificate.read_bytes())
    ca_key = serialization.load_pem_private_key(authority.key.read_bytes(), authority.passphrase)
    if not isinstance(ca_key, ec.EllipticCurvePrivateKey):
        raise TypeError("Kunci CA bukan kunci kurva eliptik.")
    key = ec.generate_private_key(ec.SECP256R1())
    begin, end = _validity(now, YEARS_SIGNER)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_subject(holder))
        .issuer_name(ca.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(min(end, ca.not_valid_after_utc))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(content_commitment=True, digital_signature=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False)
        .sign(ca_key, hashes.SHA256())
    )
    _write(issued, key, certificate)
    return issued


def _subject(holder: Holder) -> x509.Name:
    parts = [
        (NameOID.COUNTRY_NAME, "ID"),
        (NameOID.ORGANIZATION_NAME, holder.organisasi[:64]),
        (NameOID.TITLE, holder.jabatan[:64]),
        (NameOID.SERIAL_NUMBER, holder.nip[:64]),
        (NameOID.COMMON_NAME, holder.nama[:64]),
    ]
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts if value])


def _validity(now: datetime, years: int) -> tuple[datetime, datetime]:
    """From the earlier of `now` and the machine's clock, so that a rehearsal of a later year makes a certificate that holds today too."""
    begin = min(now.astimezone(UTC), datetime.now(UTC)) - timedelta(days=1)
    return begin, max(now.astimezone(UTC), begin) + timedelta(days=365 * years)


def _usage(*, certificate_sign: bool = False, content_commitment: bool = False, digital_signature: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificate_sign,
        crl_sign=certificate_sign,
        encipher_only=False,
        decipher_only=False,
    )


def _write(issued: Issued, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> None:
    """Key first, certificate last and at once: a certificate on disk always has its key."""
    issued.key.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(issued.passphrase))
    for path, content in ((issued.key, pem), (issued.certificate, certificate.public_bytes(serialization.Encoding.PEM))):
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)

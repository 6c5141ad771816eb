"""A store in a bucket: S3 and whatever speaks like it, Google Cloud Storage, Azure.

Credentials, region and endpoint come from the environment, under the names that the providers' own tools read:
`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT_URL`, and so on
(https://docs.rs/object_store/latest/object_store/aws/enum.AmazonS3ConfigKey.html).
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from renderer.digest import digest_bytes
from renderer.errors import BlobMissing, StoreUnavailable
from renderer.store import FolderStore, Lying

if TYPE_CHECKING:
    from obstore.store import ObjectStore as Bucket

RETRIES = {"max_retries": 3, "retry_timeout": timedelta(seconds=20)}
TIMES = {"timeout": "30s", "connect_timeout": "5s"}


class ObjectStore:
    """A store below `url`, `s3://bucket/prefix`; what has been read or written here before lies in `near` as well.

    Both are verified on read. What was damaged in the bucket is set aside there and missing, as in a folder.
    """

    def __init__(self, url: str, near: FolderStore) -> None:
        self.url = url
        self.near = near

    def put(self, data: bytes) -> str:
        """Keep `data`; returns its SHA-256. Readers see all of it or nothing."""
        blob = digest_bytes(data)
        with _explained(self.url):
            if not self._has(blob, len(data)):
                self._bucket().put(_path(blob), data)
        self._keep_near(data)
        return blob

    def lay(self, data: bytes) -> str:
        """`put`: a bucket knows but one way to keep."""
        return self.put(data)

    def get(self, blob: str) -> bytes:
        """The bytes of `blob`; raises `BlobMissing` where they are absent or damaged (then they are set aside)."""
        with suppress(BlobMissing):
            return self.near.get(blob)
        with _explained(self.url):
            data = self._read(blob)
            if digest_bytes(data) != blob:
                self._bucket().rename(_path(blob), f"{_path(blob)}.damaged")
                raise BlobMissing(f"Blob {blob[:12]}… was damaged in the store and has been set aside. Run it again.")
        self._keep_near(data)
        return data

    def has(self, blob: str) -> bool:
        """Whether `blob` is in the bucket, where all hosts find it."""
        with _explained(self.url):
            return self._has(blob)

    def holds(self, blob: str) -> bool:
        """Whether `blob` is in the bucket, and whole wherever it is read from."""
        try:
            self.get(blob)
        except BlobMissing:
            return False
        return self.has(blob)

    def lying(self) -> Iterator[Lying]:
        """Everything that is in the bucket, what was set aside as damaged included."""
        with _explained(self.url):
            for page in self._bucket().list():
                for found in page:
                    name = str(found["path"]).rsplit("/", 1)[-1]
                    yield Lying(name, int(found["size"]), found["last_modified"].timestamp())

    def remove(self, blob: str) -> None:
        """Let go of `blob`, here and in the bucket; nothing where it is not there."""
        self.near.remove(blob)
        with _explained(self.url), suppress(FileNotFoundError):
            self._bucket().delete(_path(blob))

    def _keep_near(self, data: bytes) -> None:
        # What is near only saves time: a full disk must not keep anybody from what is in the bucket.
        with suppress(StoreUnavailable):
            self.near.put(data)

    def _read(self, blob: str) -> bytes:
        try:
            return bytes(self._bucket().get(_path(blob)).bytes())
        except FileNotFoundError:
            raise BlobMissing(f"No blob {blob[:12]}… in the store.") from None

    def _has(self, blob: str, size: int | None = None) -> bool:
        try:
            found = self._bucket().head(_path(blob))
        except FileNotFoundError:
            return False
        return size in (None, found["size"])

    def _bucket(self) -> "Bucket":
        # A client's threads do not cross a fork: a child begins with a client of its own.
        return _opened(self.url, os.getpid())


@cache
def _opened(url: str, _process: int) -> "Bucket":
    from obstore.store import from_url  # noqa: PLC0415 - whoever works with a folder need not load it

    plain = os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://")
    return from_url(url, client_options={**TIMES, "allow_http": plain}, retry_config=RETRIES)  # type: ignore[call-overload,no-any-return]


def _path(blob: str) -> str:
    return f"{blob[:2]}/{blob}"


@contextmanager
def _explained(url: str) -> Iterator[None]:
    """Turn what the client says into an error of the tree."""
    from obstore.exceptions import BaseError  # noqa: PLC0415

    try:
        yield
    except (BaseError, OSError, ValueError) as error:
        cause = " ".join(str(error).split("\n\n")[0].split())[:200]
        message = "The store does not do what it is asked. Mend what the log says, and try again."
        raise StoreUnavailable(message, reason=f"{url}: {cause}") from error

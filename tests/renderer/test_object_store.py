"""A bucket of a real S3 server keeps what was put, for every host; what is damaged on the way is noticed."""

from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from renderer.errors import BlobMissing, StoreUnavailable
from renderer.object_store import ObjectStore
from renderer.store import FolderStore

DATA = b"a picture of a cart"
BUCKET = "livery"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator["boto3.client"]:
    """Another client's view of an empty bucket."""
    words = {"AWS_ENDPOINT_URL": endpoint, "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}
    for name, value in {**words, "AWS_REGION": "us-east-1"}.items():
        monkeypatch.setenv(name, value)
    client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
    client.create_bucket(Bucket=BUCKET)
    yield client
    for found in client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        client.delete_object(Bucket=BUCKET, Key=found["Key"])
    client.delete_bucket(Bucket=BUCKET)


def host(tmp_path: Path, name: str = "one", prefix: str = "store") -> ObjectStore:
    return ObjectStore(f"s3://{BUCKET}/{prefix}", FolderStore(tmp_path / name))


def key(blob: str) -> str:
    return f"store/{blob[:2]}/{blob}"


@pytest.mark.usefixtures("bucket")
def test_what_one_host_puts_another_gets_and_keeps_near(tmp_path: Path) -> None:
    one, two = host(tmp_path), host(tmp_path, "two")
    blob = one.put(DATA)
    assert (two.has(blob), two.near.has(blob)) == (True, False)
    assert two.get(blob) == DATA
    assert two.near.holds(blob)
    assert [(each.blob, each.bytes) for each in two.lying()] == [(blob, len(DATA))]
    with pytest.raises(BlobMissing):
        two.get("0" * 64)


@pytest.mark.usefixtures("bucket")
def test_tenants_share_nothing_but_the_bucket(tmp_path: Path) -> None:
    blob = host(tmp_path).put(DATA)
    other = host(tmp_path, "two", "tenants/south/store")
    assert not other.has(blob)
    assert list(other.lying()) == []


@pytest.mark.parametrize("damaged", [b"", DATA[:-3], DATA[:-1] + b"?"], ids=["empty", "short", "another byte"])
def test_what_is_damaged_in_the_bucket_is_set_aside_and_put_anew(
    tmp_path: Path, bucket: "boto3.client", damaged: bytes
) -> None:
    blob = host(tmp_path).put(DATA)
    bucket.put_object(Bucket=BUCKET, Key=key(blob), Body=damaged)
    two = host(tmp_path, "two")
    with pytest.raises(BlobMissing, match="set aside"):
        two.get(blob)
    assert not two.holds(blob)
    assert bucket.get_object(Bucket=BUCKET, Key=f"{key(blob)}.damaged")["Body"].read() == damaged
    assert two.put(DATA) == blob
    assert host(tmp_path, "three").get(blob) == DATA


@pytest.mark.usefixtures("bucket")
def test_what_is_damaged_near_is_fetched_again(tmp_path: Path) -> None:
    one = host(tmp_path)
    blob = one.put(DATA)
    one.near.path(blob).write_bytes(b"damaged")
    assert one.get(blob) == DATA
    assert one.near.holds(blob)


@pytest.mark.usefixtures("bucket")
def test_what_was_let_go_of_is_gone_here_and_there(tmp_path: Path) -> None:
    one = host(tmp_path)
    blob = one.put(DATA)
    one.remove(blob)
    one.remove(blob)
    assert not one.holds(blob)
    assert not one.near.has(blob)


def test_a_store_that_does_not_answer_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    nowhere = ObjectStore("s3://nowhere/store", FolderStore(tmp_path))
    with pytest.raises(StoreUnavailable) as caught:
        nowhere.put(DATA)
    assert (caught.value.status, "s3://nowhere" in caught.value.reason) == (503, True)
    assert "nowhere" not in caught.value.message

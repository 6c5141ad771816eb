"""`python -m tests.support.s3_server PORT`: a real S3 server with one bucket, in a process of its own."""

import signal
import sys

import boto3
from moto.server import ThreadedMotoServer

BUCKET = "livery"


def main() -> None:
    """Serve until killed."""
    port = int(sys.argv[1])
    ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False).start()
    client = boto3.client(
        "s3",
        endpoint_url=f"http://127.0.0.1:{port}",
        region_name="us-east-1",
        aws_access_key_id="a",
        aws_secret_access_key="b",
    )
    client.create_bucket(Bucket=BUCKET)
    print("ready", flush=True)
    signal.pause()


if __name__ == "__main__":
    main()

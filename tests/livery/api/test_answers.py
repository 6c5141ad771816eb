"""What `livery up` says about where it answers is said once it does, and holds."""

import threading
import time

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from livery.api.__main__ import Server, answers_on


def test_it_is_said_where_it_answers_once_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    server = Server(uvicorn.Config(FastAPI(), host="127.0.0.1", port=0, log_config=None), "open")
    assert capsys.readouterr().err == ""
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        told = capsys.readouterr().err
        assert httpx.get(told.split(" on ")[1].split(",")[0]).status_code == 404
        assert "without keys" in told
    finally:
        server.should_exit = True
        thread.join()


def test_an_address_of_six_is_one_to_follow() -> None:
    assert httpx.URL(answers_on("::1", 8000, "keys").split(" on ")[1].split(",")[0]).port == 8000

"""Every setting: name, default and help, in one place. Each can be given as ``POURPARLER_NAME``."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - pydantic reads it at run time

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

__all__ = ["Settings"]


class Settings(BaseSettings):
    """Settings, read from the environment once per run."""

    model_config = SettingsConfigDict(env_prefix="POURPARLER_", frozen=True, extra="ignore")

    timeout: float = Field(20.0, gt=0, le=600, description="Seconds one page may take to fetch, redirects included.")
    max_bytes: int = Field(
        10_000_000, gt=0, description="Most bytes of one page, unpacked; a larger one is refused, not cut."
    )
    max_redirects: int = Field(5, ge=0, le=20, description="Redirects followed for one page.")
    allow_hosts: tuple[str, ...] = Field(
        (),
        description='Hosts (JSON list, e.g. ["localhost"]) that may be fetched on any port and at a private address.',
    )
    user_agent: str = Field(
        "pourparler/0.1 (news reading tool)", description="How fetches introduce themselves to servers."
    )
    pause: float = Field(
        1.0,
        ge=0,
        le=3600,
        description="Seconds of rest between two requests to one host; its robots.txt may ask for more.",
    )
    retries: int = Field(2, ge=0, le=10, description="Further tries, with growing waits, for what may work later.")
    connections: int = Field(8, ge=1, le=64, description="Hosts that are fetched from at the same time.")
    warc_bytes: int = Field(
        100_000_000,
        ge=1_000_000,
        description="Size in bytes at which an archive file of fetched pages is closed and the next begun.",
    )
    max_characters: int = Field(
        1_000_000, gt=0, description="Longest article text read, in characters; a longer one is refused."
    )
    model: Path | None = Field(None, description="Folder of another reader model; the shipped one by default.")
    actors_file: Path | None = Field(
        None, description="Table (TOML) of your own actors and aliases, added to those that are known."
    )
    store: str | None = Field(
        None,
        description="Where all is kept: a SQLite file or `postgresql://user@host/database`; a file in your data folder "
        "by default.",
    )
    archive: Path | None = Field(
        None, description="Folder for pages as fetched (WARC); beside the store by default, its name with .warc behind."
    )
    token: SecretStr | None = Field(
        None, description="Secret that readers give to the server, 16 characters or more; needed where others reach it."
    )
    threads: int = Field(1, ge=1, le=256, description="Processor threads that the reader uses.")
    min_score: float = Field(0.0, ge=0, le=1, description="Statements and positions below this score are left out.")

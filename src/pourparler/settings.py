"""Every setting: name, default and help, in one place. Each can be given as ``POURPARLER_NAME``."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - pydantic reads it at run time

from pydantic import Field
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
    max_characters: int = Field(
        1_000_000, gt=0, description="Longest article text read, in characters; a longer one is refused."
    )
    model: Path | None = Field(None, description="Folder of another reader model; the shipped one by default.")
    threads: int = Field(1, ge=1, le=256, description="Processor threads that the reader uses.")
    min_score: float = Field(0.0, ge=0, le=1, description="Statements and positions below this score are left out.")

"""What every test may ask for. The platform is set before Qt is imported: without a display Qt aborts, it does not raise."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real vendor files and worked cases, which is no part of the project and may be elsewhere."""
    folder = Path(os.environ.get("RISK_REGISTER_SHARED") or CHECKOUT.parent / "shared")
    if not (folder / "cases").is_dir():
        if os.environ.get("RISK_REGISTER_SHARED_REQUIRED"):
            pytest.fail(f"the shared test material is required here and is not in {folder}")
        pytest.skip(f"the shared test material is not in {folder}; set RISK_REGISTER_SHARED to where it is")
    return folder

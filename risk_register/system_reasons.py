"""Why the system refused a file or a disk, in the reader's language: its own words are English, or whatever it was installed in."""

import errno

from risk_register.texts import Text

_GONE = Text("there is no such file or folder")
_FULL = Text("the disk is full")
_NO_RIGHT = Text("this user has no right to it")
_READ_ONLY = Text("the place is read-only")
_FAILED = Text("the disk or the connection to it failed")
_IN_USE = Text("another program is using it")

_BY_NUMBER = {
    errno.ENOENT: _GONE, errno.EACCES: _NO_RIGHT, errno.EPERM: _NO_RIGHT, errno.ENOSPC: _FULL, errno.EROFS: _READ_ONLY,
    errno.EIO: _FAILED, errno.EBUSY: _IN_USE, errno.EISDIR: Text("it is a folder"),
    errno.ENOTDIR: Text("what should be its folder is a file"), errno.EEXIST: Text("it exists already"),
    errno.ENAMETOOLONG: Text("the name is too long"), errno.EFBIG: Text("the file would be too large for this disk"),
    errno.EMFILE: Text("too many files are open"), errno.ENFILE: Text("too many files are open"),
    errno.ENOTEMPTY: Text("the folder is not empty"), errno.ENODEV: _FAILED, errno.ENXIO: _FAILED, errno.EPIPE: _FAILED,
}
if hasattr(errno, "EDQUOT"):
    _BY_NUMBER[errno.EDQUOT] = _FULL
_SHARED = 32
"""Windows' number for a file that another program holds: Python tells it as a missing right."""
_BY_DATABASE_NAME = {
    "SQLITE_FULL": _FULL, "SQLITE_READONLY": _READ_ONLY, "SQLITE_IOERR": _FAILED, "SQLITE_BUSY": _IN_USE, "SQLITE_LOCKED": _IN_USE,
    "SQLITE_PERM": _NO_RIGHT, "SQLITE_CANTOPEN": Text("the system does not open it"),
}


def reason_of(error: Exception) -> Text | str:
    """Why the system or the database refused, to stand after a colon; what is not known here stays in the words it came in.

    `error` is theirs, or that of a library around theirs.
    """
    cause = getattr(error, "orig", None) or error
    if getattr(cause, "winerror", None) == _SHARED:
        return _IN_USE
    name = "_".join(getattr(cause, "sqlite_errorname", "").split("_")[:2])
    known = _BY_DATABASE_NAME.get(name) or _BY_NUMBER.get(getattr(cause, "errno", None) or 0)
    return known or getattr(cause, "strerror", None) or str(cause) or type(cause).__name__

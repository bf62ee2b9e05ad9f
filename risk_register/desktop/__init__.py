"""The Qt application."""

import gc

# A window keeps nearly all that it makes: to look for garbage after every 700 new objects costs a tenth of its start.
gc.set_threshold(50_000, 20, 100)

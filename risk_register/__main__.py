"""`python -m risk_register` is the command line."""

import sys

from risk_register.cli.main import main

sys.exit(main())

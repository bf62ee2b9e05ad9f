"""How much of a file from outside the program is willing to read: every limit of the intake, in one place.

They are set so that a refusal comes within 5 seconds and 500 MB, child process included, on a small office machine. The
largest real questionnaire seen (a HECVAT workbook) unpacks to 6 MB and holds 60,000 cells.
"""

LARGEST_FILE = 50_000_000
"""Bytes of a file as it lies on the disk."""

LARGEST_UNPACKED = 160_000_000
"""Bytes of all parts of a packed file together."""

STEEPEST_RATIO = 200
"""How many times larger the parts may be than the packed file, once they are larger than RATIO_MATTERS_FROM. Real
workbooks stay under 30; rows of nothing but formatting come to 100."""

RATIO_MATTERS_FROM = 20_000_000
"""Bytes unpacked under which no ratio is judged: a small file that packs well harms nobody."""

MOST_PARTS = 2_000
"""Files inside a packed file."""

MOST_CELLS = 500_000
"""Filled cells of all sheets together."""

MOST_AREA = 4_000_000
"""Cells in the rectangle around a sheet's filled cells. The workbook reader sets room aside for all of them, so that one
stray cell in the last corner of a sheet would ask for 550 GB."""

MOST_TEXT = 60_000_000
"""Characters of all cells together: a workbook may name one long text in a million cells."""

DEEPEST_NESTING = 100
"""Levels of lists and objects within each other in a JSON or YAML file."""

MOST_VALUES = 400_000
"""Values of a data file (JSON, YAML), each counted as often as an alias repeats it, and fields of a form."""

LARGEST_DATA = 20_000_000
"""Bytes of a data file that is read as a questionnaire. The largest catalogues of controls have 10 MB."""

MOST_QUESTIONS = 20_000
"""Questions of a document or data file. The largest real questionnaires have 500, catalogues of controls 1,500."""

LARGEST_PROSE = 20_000_000
"""Bytes of the text of a Word document once unpacked, markup included. Real ones stay under 2 MB."""

MOST_MARKUP = 1_000_000
"""Beginnings and ends of elements in that text. Real ones stay under 50,000."""

MOST_BLOCKS = 50_000
"""Paragraphs of a Word document outside its tables, and cells within them: each for itself."""

LONGEST_ANNOUNCEMENT = 200_000
"""Characters of an announcement of an incident: some 60 printed pages, and what the register's noun holds."""

MOST_PAGES = 200
"""Pages of a PDF from which an announcement is read."""

PROCESSOR_SECONDS = 4
"""Of computing in the child process, where the system counts them: a busy machine must not refuse an honest file."""

SECONDS = 20.0
"""By the clock, from the moment the bytes are read to the answer of the child process, whatever the system counts."""

CHILD_MEMORY = 340_000_000
"""Bytes of address space the child process may hold; what it hands over is held by the program itself."""

LARGEST_TEXT = 20_000_000
"""Bytes of a table kept as text (CSV, TSV): one unusual character makes Python keep four bytes for each of the others."""

LARGEST_JSON = 30_000_000
"""Bytes of a JSON file, for the same reason."""

"""Recipe in, pictures and AR files out. Knows no price, no HTTP, no Celery and no customer."""

import os

# OpenBLAS reads it when numpy is loaded. Its threads wait by spinning, which cost a tenth of a picture's CPU time for
# products that take less than a millisecond; work is spread over cores by processes.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

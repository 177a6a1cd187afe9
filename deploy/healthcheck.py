"""Ask the site in this container whether it is well; exit with 1 where it is not."""

import os
import sys
import urllib.request

name = os.environ["ALLOWED_HOSTS"].split(",")[0].strip()
request = urllib.request.Request("http://127.0.0.1:8000/healthz", headers={"Host": name})
try:
    with urllib.request.urlopen(request, timeout=4) as answer:  # noqa: S310 - an address of ours
        sys.exit(answer.status != 200)
except OSError as error:
    sys.exit(f"{error}")

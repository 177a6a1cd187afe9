"""kill -9 at any moment: work in a process of its own that dies before its next statement.

The process is a fork with connections of its own to the test's database, so that one death costs
milliseconds and every single moment can be tried. Tests that use it need a real commit:
`pytest.mark.django_db(transaction=True)`.
"""

import os
import signal
import sys
import time
import traceback
from contextlib import contextmanager

import pytest
from django.db import connection, connections

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
_GIVE_UP = 60


def survives(work, *, moment=None, seconds=None):
    """Run work() in a process of its own and return whether it came to its end.

    Args:
        work: a function without arguments, such as `lambda: call_command("run_rounds")`.
        moment: the statement, counted from 0, before which the process is killed. Just before
            and just after a commit are moments as well.
        seconds: how long the process may live, for deaths within a statement.

    Raises:
        AssertionError: where work() itself failed.
    """
    connections.close_all()  # a forked process must not share them
    child = os.fork()
    if child == 0:
        _live(work, moment)
    status = _wait(child, seconds)
    _let_go()
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return False
    assert os.WEXITSTATUS(status) == 0, "the work failed; its traceback is above"
    return True


def killed_at_every_moment(work, check, *, first=0, step=1):
    """Kill work() before its first statement, its second, and so on, until it lives.

    Args:
        work: as in survives(); it is begun again and again.
        check: check(lived) is called after each death, and at the end with True.
        first: the first moment to try.
        step: how many moments to go on each time, for long work.

    Returns:
        How often it was killed.
    """
    deaths = 0
    while not survives(work, moment=first + deaths * step):
        check(False)
        deaths += 1
    check(True)
    return deaths


def _live(work, moment):
    """Be the process; it ends here and never goes back to pytest."""
    try:
        with _dying_at(moment):
            work()
        connections.close_all()
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)


@contextmanager
def _dying_at(moment):
    left = [moment]

    def count():
        if left[0] is not None:
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] -= 1

    def statement(execute, *arguments):
        count()
        return execute(*arguments)

    def commit(really=connection._commit):
        count()
        really()
        count()

    connection._commit = commit
    with connection.execute_wrapper(statement):
        yield


def _wait(child, seconds):
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    end = time.monotonic() + _GIVE_UP
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    raise AssertionError(f"the work did not end within {_GIVE_UP} seconds")


def _let_go():
    """Wait until PostgreSQL has noticed that the process is gone; SQLite needs no telling."""
    if connection.vendor != "postgresql":
        return
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    end = time.monotonic() + _GIVE_UP
    while time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute(others)
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.002)
    raise AssertionError("the killed process still holds its connection")

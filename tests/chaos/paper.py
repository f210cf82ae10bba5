"""Letters on paper that were lying for weeks: typed in with their day, so that promises are late.

The milestones of what families write now are days ahead; of these many are behind, and the sweep
has something to mark while it is being killed.
"""

import random
import threading
from datetime import timedelta

from sqlalchemy.exc import DBAPIError

from portal.services.submit import Intake, receive
from portal.wiring import Wiring
from tests.chaos.families import Acknowledged, Notebook
from tests.support.families import answers

OLDEST_DAYS = 60
BETWEEN_SECONDS = 1.0


class PaperPost(threading.Thread):
    """Types in one letter after another through the very service that the form calls."""

    def __init__(self, wiring: Wiring, notebook: Notebook, seed: str) -> None:
        super().__init__(name="paper", daemon=True)
        self._wiring, self._notebook = wiring, notebook
        self._choose = random.Random(seed)
        self._enough = threading.Event()
        self.tries_again = 0
        self.faults: list[str] = []

    def stop(self) -> None:
        """Finish the one in hand."""
        self._enough.set()

    def run(self) -> None:
        number = 0
        while not self._enough.wait(BETWEEN_SECONDS):
            number += 1
            mark = f"paper-{number}-{self._choose.randrange(10**9)}"
            age = timedelta(days=self._choose.randrange(OLDEST_DAYS))
            need = self._choose.choice(["send_transport", "other"])
            while not self._typed_in(mark, age, need):
                self.tries_again += 1
                self._enough.wait(0.1)

    def _typed_in(self, mark: str, age: timedelta, need: str) -> bool:
        wiring, contact = self._wiring, f"{mark}@family.example"
        intake = Intake(wiring.keyring, wiring.hasher, wiring.screen, wiring.settings.code_key)
        told = answers(words=f"On paper. {mark}", needs=(need,), contact=contact)
        try:
            with wiring.writes.begin() as session:
                then = wiring.clock.now() - age
                receipt = receive(session, intake, told, mark, then)
        except DBAPIError:
            return False
        except Exception as fault:
            self.faults.append(f"paper: {type(fault).__name__}: {fault}")
            self._enough.set()
            return True
        self._notebook.note(Acknowledged(receipt.reference, mark, contact, concern=True))
        return True

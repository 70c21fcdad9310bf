"""What gets printed, decided once: every sheet, grid, sign and list as plain values, for any renderer and language.

Renderers receive an `AgendaBook` and add nothing but form. All times are local to the event.
"""

from matchmaker.agenda.book import agenda_book
from matchmaker.agenda.remarks import why_no_meeting
from matchmaker.agenda.values import AgendaBook
from matchmaker.agenda.wording import Wording

__all__ = ["AgendaBook", "Wording", "agenda_book", "why_no_meeting"]

"""The language model that somebody chose for this installation: whether it is asked in this self-check, and what it finds in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ecq.base.errors import EcqError
from ecq.base.settings import model_name_and_key, model_url
from ecq.exchange.documents.reading import Document
from ecq.exchange.incoming import Incoming, Upon
from ecq.exchange.model import Model, proposals_of_model
from ecq.web.session.state import OF_ASSESSMENT, PageState, session
from ecq.web.session.visit import Visit, now


@dataclass
class AskedModel(PageState):
    """The switch: off in each self-check until it is pressed."""

    on: bool = field(default=False, metadata=OF_ASSESSMENT)


def chosen_model() -> Model | None:
    """The model of this installation; None where there is none, or its address is no address."""
    url = model_url()
    try:
        return Model(url, *model_name_and_key()) if url else None
    except EcqError:
        return None


def upon(visit: Visit) -> Upon:
    """What proposals are made upon that come in now."""
    return Upon(visit.rubric, visit.assessment, now(), visit.kept.revision)


def found_by_model(
    visit: Visit, document: Document, told: Callable[[float], object] = lambda _: None, here: str = ""
) -> Incoming:
    """What the model finds in words, `here` being the question they were said at; nothing where it may not be asked."""
    model, on = chosen_model(), upon(visit)
    if model is None or not session().page(AskedModel).on:
        return Incoming()
    made = proposals_of_model(
        document, on.rubric, on.assessment, model, at=on.at, upon=on.revision, progress=told, here=here
    )
    return Incoming(*made)

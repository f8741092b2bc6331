"""Pronouns and definite noun phrases: what they take up, and what they must not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.annotations.records import Annotations
from kg.model import Mention

Annotate = Callable[..., Annotations]
Find = Callable[[Annotations, str], Mention]

DEAL = (
    "Brightwater Energy has agreed to buy the battery maker Solvane. Solvane makes batteries at two factories near Turin. "
    "“Solvane builds the best,” Brightwater's chief executive, Pieter Hoekstra, said. He denied that the group planned to close one. "
    "The rival bidder Voltmark, which had offered $1.1 billion in July, said it would not raise its offer."
)
FAMILY = "Thomas Sam and Manju Sam were charged with the manslaughter of their child, Gloria. She died after they shunned treatment."


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        # the subject of “said” is the subject of what it said
        ("The Karth council said Solvane Inc would pay. Acme Corp said it would sue.", "it", "Acme Corp"),
        (DEAL, "it", "Voltmark"),
        (DEAL, "its", "Voltmark"),
        # who spoke goes on speaking
        ("Acme Corp said Solvane Inc had no plan. It said it would sue.", "It", "Acme Corp"),
        ("The aid group Lantern Relief said the city had no water. It has opened two shelters.", "It", "Lantern Relief"),
        # an officer speaks of his own company
        (DEAL, "the group", "Brightwater"),
        # the head rather than its possessor
        ("Acme's board resigned on Monday. Its members gave no reason.", "Its", "Acme's board"),
        # who is beside “they” is none of them
        (FAMILY, "She", "Gloria"),
        # past its own quotation
        (
            "The Border Monitoring Mission reported shelling. “The direction of fire is not in doubt,” its head, Anselm Fourie, said.",
            "its",
            "Border Monitoring Mission",
        ),
        # the object of a verb without a subject
        ("China has become more vocal in backing Russia in its dispute with NATO powers over Ukraine.", "its", "Russia"),
        # those who spoke go on speaking, not those of whom they spoke
        ("Peru and Chile quarrelled, port sources said. They said no ship had sailed.", "They", "port sources"),
        # “them” is not who does it
        ("Virgin Atlantic has purchased six planes and intends to fit them with gyms.", "them", "six planes"),
    ],
)
def test_a_phrase_takes_up(annotated: Annotate, find: Find, text: str, phrase: str, name: str) -> None:
    found = annotated(text)
    assert find(found, phrase).chain == find(found, name).chain


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        # what is named below it, in what it says or is
        ("Xi Jinping left. He said Xi Jinping would return.", "He", "Xi Jinping"),
        ("“Putin is tired,” he said on Monday.", "he", "Putin"),
        ("Boeing delayed the 737. It is Boeing's most popular airliner.", "It", "Boeing"),
        ("Mozilla Firefox, its main rival, has grown.", "its", "Mozilla Firefox"),
        ("Apple is rich. The group said that Apple's move was good.", "The group", "Apple"),
        ("Apple is rich. The company sued Apple.", "The company", "Apple"),
        # whose sentence it only stands beside
        ("After calling his office to speak with his mother, Montalvo was arrested.", "his mother", "Montalvo"),
        ("According to Rathbun, a detective for the police was given material.", "a detective", "Rathbun"),
        # said for the first time
        ("More than two billion people live there. We help those people with a deficiency.", "those people", "More than two billion people"),
        ("The ship sailed. The ship that sank was new.", "The ship", "The ship that sank"),
        # of no one thing, or of the speaker's own
        ("Every country has a law. “We are proud of this country,” she said.", "this country", "Every country"),
        ("A developed country has a law. “We are proud of this country,” she said.", "this country", "A developed country"),
        # another may be meant
        (
            "The National Homestead party lost. Officials counted. The Civic League holds 61 seats. The party needs a partner.",
            "The party",
            "National Homestead party",
        ),
        # a book holds what is in it
        ("Congress met in May. In it, Norton described the war.", "it", "Congress"),
        # one whom no one has named
        ("Peru is strict. If someone arrives in Peru by night, they are sent back.", "they", "Peru"),
        # measures do nothing
        ("The children lost 15 points. They are looking at rules.", "They", "15 points"),
        ("Calls for salt were loud. They say it helps.", "They", "Calls for salt"),
    ],
)
def test_a_phrase_never_takes_up(annotated: Annotate, text: str, phrase: str, name: str) -> None:
    found = annotated(text)
    of_phrase = [m.mention.chain for m in found.mentions if m.mention.span.text == phrase]
    of_name = [m.mention.chain for m in found.mentions if m.mention.span.text == name]
    assert of_phrase, [m.mention.span.text for m in found.mentions]
    assert of_phrase[-1] not in of_name


def test_it_is_left_alone_where_two_fit_as_well(annotated: Annotate, find: Find) -> None:
    found = annotated("Acme Corp fell when Solvane Inc fell. It was sold.")
    assert find(found, "It").chain not in {find(found, "Acme Corp").chain, find(found, "Solvane Inc").chain}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (DEAL, "Voltmark", "Organisation"),
        ("Brenna asked Lantern Relief, an aid group, for help.", "Lantern Relief", "Organisation"),
        ("Jean-Marc Vernes, president of French sugar producer Beghin-Say, told journalists so.", "Jean-Marc Vernes", "Person"),
    ],
)
def test_what_stands_beside_a_name_tells_its_type(annotated: Annotate, find: Find, text: str, name: str, kind: str) -> None:
    assert find(annotated(text), name).type == kind


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("It is likely that Solvane will pay.", False),
        ("It is the Senate that will fail.", False),
        ("The law made it easier for them to work.", False),
        ("It was damning that the office had done nothing.", False),
        ("It took three years to build the bridge.", False),
        ("It is up to the board to decide.", False),
        ("In the hills it was mostly warm.", False),
        ("It is able to pay.", True),
        ("It turned down the offer.", True),
        ("It was told that the bank had failed.", True),
        ("It took steps to improve the service.", True),
    ],
)
def test_it_may_speak_of_nothing(annotated: Annotate, text: str, speaks: bool) -> None:
    assert any(m.mention.span.text.lower() == "it" for m in annotated(text).mentions) == speaks

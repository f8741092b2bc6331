from __future__ import annotations

import gzip
import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents import find_boilerplate, read
from kg.model import Document

BODY = (
    "The two sides met on Friday in the capital, officials said after the talks.",
    "Nobody expects a deal before the end of the month, and the ministers will meet again.",
)


def marks(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(passage.kind, text[passage.start : passage.end]) for passage in find_boilerplate(text, title=title)]


def between(line: str) -> str:
    return f"Talks end\n\n{BODY[0]}\n\n{line}\n\n{BODY[1]}\n"


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("share", "Share this article"),
        ("share", "Share on Facebook"),
        ("share", "Facebook Twitter WhatsApp Email"),
        ("share", "Facebook | X | Telegram | Copy link"),
        ("share", "Click to share on Twitter (Opens in new window)"),
        ("related", "Read more: China and Russia sign a deal"),
        ("related", "READ MORE: China and Russia sign a deal"),
        ("related", "Related: What we know about the talks"),
        ("related", "Read more about the talks here."),
        ("related", "See also: Talks begin"),
        ("related", "Watch: The minister’s speech"),
        ("related", "More from World"),
        ("related", "You may also like"),
        ("comments", "Notify of"),
        ("comments", "Inline Feedbacks"),
        ("comments", "View all comments"),
        ("comments", "12 Comments"),
        ("comments", "Leave a Reply"),
        ("comments", "Your email address will not be published. Required fields are marked *"),
        ("subscription", "Sign up for our daily newsletter and never miss a story."),
        ("subscription", "Subscribe to our newsletter"),
        ("subscription", "Already a subscriber? Log in"),
        ("cookies", "We use cookies to improve your experience. By continuing you accept our policy."),
        ("cookies", "Accept all cookies"),
        ("copyright", "© 2022 Example News. All rights reserved."),
        ("copyright", "Copyright 2022 Example News"),
        ("copyright", "All rights reserved."),
        ("advertisement", "ADVERTISEMENT"),
        ("advertisement", "Story continues below advertisement"),
        ("navigation", "Home > World > Europe"),
        ("navigation", "Skip to main content"),
        ("navigation", "Tags: gas, trade, talks"),
        ("navigation", "Updated 2 hours ago"),
        ("navigation", "3 min read"),
        ("byline", "By Ann Smith and Bo Li"),
        ("byline", "By Ann Smith, Example News"),
        ("byline", "(Reporting by Ann Smith in Geneva; Editing by Bo Li)"),
        ("byline", "Reporting by Ann Smith and Bo Li; additional reporting by Cy Fox"),
        ("byline", "The Associated Press contributed to this report."),
        ("note", "This article was originally published in May."),
        ("note", "Correction: an earlier version gave a wrong name."),
        ("date", "Monday, May 18, 2015"),
        ("date", "4 February 2022"),
        ("credit", "Mikhail Metzel / Imago"),
        ("credit", "[Tyrone Siu/Reuters]"),
        ("credit", "(AP Photo/Ann Smith, File)"),
        ("credit", "Photo: Ann Smith"),
        ("credit", "Image: Wikimedia Commons"),
        ("credit", "Getty Images"),
        ("credit", "source site-111"),
        ("credit", "Source: www.example.org"),
        ("caption", "The ministers shake hands in the capital [Ann Smith/Reuters]"),
        ("caption", "The ministers shake hands in the capital on Friday. (AP Photo/Ann Smith)"),
        ("caption", "The ministers on Friday (Reuters)"),
        ("caption", "A school in Milan. Image: Friedrichstrasse."),
        ("caption", "FILE PHOTO: The ministers shake hands in the capital, 4 May 2020."),
    ],
)
def test_what_pages_put_around_articles_is_marked(kind: str, line: str) -> None:
    text = between(line)
    assert marks(text) == [(kind, line)]
    assert marks(text.replace("\n", "\r\n")) == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell on Friday after the news.",
        "Share on Friday’s losses was small, the bank said.",
        "Related companies lost as much, analysts said.",
        "Comments by the minister were not welcome.",
        "Subscribers will have to pay more from May.",
        "Sign language is taught in all schools of the country.",
        "Copyright law was changed in 2019 by the parliament.",
        "Cookies on websites are the subject of a new law.",
        "The site uses cookies, the regulator said.",
        "Home prices rose by 3 percent in May.",
        "More than 20 leaders came to the capital.",
        "More from the region joined the protest on Monday.",
        "Published on Friday, the report says that prices are rising.",
        "Updated on Monday, the figures show a loss of 3 percent.",
        "Posted in Berlin since 2019, the ambassador knows the country well.",
        "Reporting by journalists has been restricted since the war began.",
        "Compiled by the United Nations, the figures show a loss.",
        "Edited by his widow, the book was a success in many countries.",
        "Sponsored by Germany and France, the resolution was passed.",
        "By Friday the two sides had met three times.",
        "By John’s account, the talks were short.",
        "Photo shops in the city closed on Monday.",
        "Images of the wreck were shown on television.",
        "Source code of the program was published by the company.",
        "Sources in the ministry said that the talks had failed.",
        "Facebook and Twitter said that they had closed the accounts.",
        "The company owns Facebook, Instagram and WhatsApp.",
        "Watch makers in Geneva sold more than last year.",
        "The video was taken by Reuters.",
        "The minister spoke to the agency (Reuters) on Friday, and said no.",
        "The Organization of the Petroleum Exporting Countries (OPEC)",
        "Prices rose by 3 percent (5 percent in May).",
        "“I agree.”",
        "I agree.",
        "No comment.",
        "“Get our boys home,” she said.",
        "Top officials of both sides said that the end is near.",
        "On May 18, 2015, the law was passed.",
        "In 2015",
        "(It) was the first time in ten years that they met.",
        "A and B / C and D are the groups of the first round.",
        "NATO said it was ready. EU said nothing.",
        "CORRECTION of the borders was refused by the parliament.",
    ],
)
def test_sentences_are_not_marked(line: str) -> None:
    assert marks(between(line)) == []
    assert marks(line) == []


@pytest.mark.parametrize(
    "text",
    [
        "The spokesman of the ministry in the capital declined on Monday to\ncomment\nor to say when the talks will begin.",
        "The spokesman of the ministry in the capital was not there to make\ncomments.\n\nHe did not say when the talks will begin.",
        "The agency that published the pictures on Monday in the evening was\nGetty Images\nand it took them back on Tuesday.",
        "The law was passed by both of the houses of the parliament on\nMonday, May 18, 2015\nand it holds from June on.",
        "The minister of the country, who is in the capital for the talks, had been\nsubscribed to\nthe newspaper for years.",
    ],
)
def test_the_middle_of_a_sentence_with_hard_line_breaks_is_not_marked(text: str) -> None:
    assert marks(text) == []


@pytest.mark.parametrize(
    ("start", "rest"),
    [
        ("(dpa)", " Against the background of the crisis they met."),
        ("(Reuters) -", " They met."),
        ("BEIJING (Reuters) -", " They met."),
        ("BEIJING, Feb 4 (Reuters) -", " They met."),
        ("Beijing, Feb. 4 (Xinhua) --", " They met."),
        ("KYIV, Ukraine (AP) —", " They met."),
        ("WASHINGTON (AP/Bloomberg) –", " They met."),
        ("Washington (CNN) —", " They met."),
        ("(CNN)", "They met."),
        ("BERLIN (DW) —", " They met."),
        ("NEW YORK, March 27 -", " They met."),
        ("ST. LOUIS, Mo., April 3 -", " They met."),
        ("Cairo, 4 February 2022 –", " They met."),
        ("Quito, march 13 -", " they met."),
        ("LONDON —", " They met."),
        ("SAO PAULO -", " They met."),
    ],
)
def test_only_the_dateline_before_a_report_is_marked(start: str, rest: str) -> None:
    assert marks(f"Talks end\n\n{start}{rest}\n\n{BODY[0]}") == [("dateline", start)]
    assert marks(start + rest) == [("dateline", start)]


@pytest.mark.parametrize(
    "text",
    [
        "Beijing (the capital of China) is large.",
        "China (Beijing) said no.",
        "Xi - the president - said no.",
        "Paris – the city of light – is dark.",
        "NOTE - The company will pay a dividend.",
        "The bank (ECB) said no.",
        "NATO (the alliance) said no.",
        "Up to 20 - or more - were hurt.",
    ],
)
def test_brackets_and_dashes_alone_make_no_dateline(text: str) -> None:
    assert marks(text) == []


def test_places_in_capitals_count_later_only_after_another_dateline() -> None:
    filler = "\n\n".join([*BODY, "They talked.", "They ate."])
    assert marks(f"{filler}\n\nZINC HIGH GRADE - Quiet at 750.") == []
    assert marks(f"LONDON - They met.\n\n{filler}\n\nATHENS - They met.") == [("dateline", "LONDON -"), ("dateline", "ATHENS -")]


@pytest.mark.parametrize(
    ("text", "mark"),
    [("They met.  REUTER", "REUTER"), ("They met.\nReuter...\n", "Reuter..."), ("They met. ENDS", "ENDS"), ("They met.\n\n###", "###")],
)
def test_an_agencys_mark_at_the_end_is_marked(text: str, mark: str) -> None:
    assert marks(text) == [("end", mark)]


@pytest.mark.parametrize("text", ["They spoke to Reuters.", "They spoke to Reuters", "The war ENDS.", "They met. REUTER said no."])
def test_an_agency_named_in_a_sentence_is_no_end(text: str) -> None:
    assert marks(text) == []


def test_a_caption_glued_to_a_paragraph_is_marked_without_it() -> None:
    paragraph = "They came on Friday. They ate. The ministers of the two countries shake hands after long talks in the capital [Ann Smith/Reuters]"
    text = f"The ministers of the two countries shake hands after long talks, and smile.\n\n{paragraph}"
    assert marks(text) == [("caption", "The ministers of the two countries shake hands after long talks in the capital [Ann Smith/Reuters]")]
    assert marks(paragraph) == [("credit", "[Ann Smith/Reuters]")]


def test_a_sentence_before_an_agencys_name_is_news() -> None:
    assert marks("Prices rose in May. They fell in June. (Reuters)") == [("credit", "(Reuters)")]
    assert marks("Prices rose in May. (Reuters)") == [("credit", "(Reuters)")]


def test_a_headline_said_again_is_marked() -> None:
    title = "Talks end with no result in the capital"
    assert marks(f"{title}\n\n{BODY[0]}\n\n{title.upper()}\n\n{BODY[1]}") == [("headline", title.upper())]
    assert marks(f"{BODY[0]}\n\n{title}\n\n{BODY[1]}\n\n{title}", title=title) == [("headline", title)]


def test_a_paragraph_said_again_is_marked_once() -> None:
    text = "\n\n".join([*BODY, BODY[0]])
    assert marks(text) == [("repeat", BODY[0])]
    assert marks("Net 3 mln vs 4 mln and more\n\nNet 5 mln vs 6 mln and more") == []


def test_a_menu_is_marked_and_a_list_is_not() -> None:
    assert [kind for kind, _ in marks("Home\nNews\nSport\nOpinion\n\n" + BODY[0])] == ["navigation"] * 4
    assert marks("The ministers are:\n\nAnn Smith\nBo Li\nCy Fox\n\n" + BODY[0]) == []


def test_headlines_below_a_heading_for_related_news_are_marked() -> None:
    text = BODY[0] + "\n\nRelated stories\nTalks begin in the capital\nGas prices rise again\n\n" + BODY[1]
    assert [kind for kind, _ in marks(text)] == ["related"] * 3


def test_the_seed_reports(shared_data: Path) -> None:
    documents = [item for item in read([str(shared_data / "seeds")]) if isinstance(item, Document)]
    kinds = [[(p.kind, document.text[p.start : p.end][:9]) for p in document.boilerplate] for document in documents]
    assert kinds == [
        [("caption", "BeijingXi"), ("related", "Read More"), ("comments", "Notify of"), ("comments", "Inline Fe"), ("comments", "View all ")],
        [("credit", "Mikhail M"), ("dateline", "(dpa)"), ("credit", "source si")],
    ]


def test_real_news_is_not_marked(shared_data: Path) -> None:
    """The agency's texts hold no boilerplate but datelines, end marks and a paragraph sent twice."""
    with gzip.open(shared_data / "text" / "reuters21578.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for number, line in enumerate(lines) if number % 5 == 0]
    found = [mark for row in rows for mark in marks(row["text"], row["title"])]
    assert [item for item in found if item[0] not in {"dateline", "end", "repeat"}] == []
    assert sum(kind == "dateline" for kind, _ in found) > 0.98 * len(rows)
    assert sum(kind == "repeat" for kind, _ in found) < 0.01 * len(rows)


LINES = st.sampled_from(
    [
        "Read more: A",
        "Share",
        "(dpa) They met.",
        "They met [A/Reuters]",
        "REUTER",
        "",
        " ",
        "\t",
        "e\u0301👩‍🚀",
        "By Ann Smith",
        "The two sides met on Friday in the city",
        "Home",
        "News",
        "World",
        "\u2028",
    ]
)


@given(st.lists(st.one_of(LINES, st.text(max_size=20)), max_size=15), st.sampled_from(["\n", "\r\n", "\n\n", "\r"]))
def test_passages_are_sorted_disjoint_inside_and_trimmed(lines: list[str], end: str) -> None:
    text = end.join(lines)
    passages = find_boilerplate(text)
    position = 0
    for passage in passages:
        assert position <= passage.start < passage.end <= len(text)
        words = text[passage.start : passage.end]
        assert words == words.strip()
        position = passage.end
    assert passages == find_boilerplate(text)


@pytest.mark.parametrize("part", ["A b (Reuters)\n\n", "A / ", "((((", "By A ", "Aa, Bb, Cc, ", "x\n", "A (b) ", "[A/Reuters] B. "])
def test_time_is_linear(part: str) -> None:
    text = part * (300_000 // len(part))
    start = time.process_time()
    find_boilerplate(text)
    assert time.process_time() - start < 5

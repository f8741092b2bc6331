"""Who is who."""

from __future__ import annotations

from types import ModuleType

import pytest

from kg.model import Entity


def _labels(entities: tuple[Entity, ...]) -> list[str]:
    return sorted(e.label for e in entities)


def test_a_gazetteer_name_is_one_entity_in_all_documents_with_its_links(story: ModuleType) -> None:
    a, b = story.Article("a"), story.Article("b")
    one, two = a.name("Russia"), b.name("Russian", "State", kind="demonym", gazetteer="Russia", name="Russia")
    told = story.Told([a, b])
    assert told.entity(one) == told.entity(two) == "Russia"
    (russia,) = told.who.entities
    assert (russia.known, russia.label, russia.same_as) == (True, "Russia", ("http://www.wikidata.org/entity/Q159",))


def test_a_misspelt_gazetteer_name_is_found_and_the_reason_stands(story: ModuleType) -> None:
    a = story.Article("a")
    wrong = a.name("Xi Jingping")
    told = story.Told([a])
    assert told.entity(wrong) == "Xi_Jinping"
    assert told.who.entities[0].aliases == ("Xi Jingping",)
    assert any("one edit" in r for j in told.who.judgements for r in j.reasons)


def test_a_metonym_is_the_state_and_the_place_stays_the_city(story: ModuleType) -> None:
    a = story.Article("a")
    government = a.name("Moscow", "Place", chain="government", metonym=True)
    city = a.name("Moscow", "Place", chain="city")
    told = story.Told([a])
    assert (told.entity(government), told.entity(city)) == ("Russia", "Moscow")
    assert "Moscow" not in next(e for e in told.who.entities if e.id == "Russia").aliases


def test_a_full_name_joins_across_documents_and_its_id_names_the_first_mention(story: ModuleType) -> None:
    later, earlier = story.Article("a", "2022-02-02"), story.Article("b", "2022-02-01")
    one, two = later.name("Ada Byron"), earlier.name("Ada Byron")
    told = story.Told([later, earlier])
    alone = story.Told([earlier])
    assert told.entity(one) == told.entity(two) == alone.entity(two)
    assert told.entity(one).startswith("Ada_Byron--")


def test_a_surname_joins_the_only_bearer_of_its_document(story: ModuleType) -> None:
    a, b = story.Article("a"), story.Article("b")
    full, short = a.name("Ada Byron"), a.name("Byron")
    elsewhere = b.name("Byron")
    told = story.Told([a, b])
    assert told.entity(full) == told.entity(short)
    assert told.entity(elsewhere) != told.entity(full)


def test_holmes_sherlock_and_sherlock_holmes_are_one(story: ModuleType) -> None:
    a = story.Article("a")
    mentions = [a.name("Sherlock Holmes"), a.name("Mr. Holmes", titles=("mr",)), a.name("Sherlock")]
    told = story.Told([a])
    assert len({told.entity(m) for m in mentions}) == 1
    assert told.who.entities[0].label == "Sherlock Holmes"


def test_a_surname_of_two_in_one_document_is_neither_but_possibly_both(story: ModuleType) -> None:
    a = story.Article("a")
    father, son, short = a.name("John Adams"), a.name("Quincy Adams"), a.name("Adams")
    told = story.Told([a])
    assert len({told.entity(m) for m in (father, son, short)}) == 3
    undecided = next(e for e in told.who.entities if e.id == told.entity(short))
    assert undecided.possibly == tuple(sorted((told.entity(father), told.entity(son))))


def test_a_title_decides_between_two_of_a_surname(story: ModuleType) -> None:
    a = story.Article("a")
    john, jane = a.name("John Adams", titles=("president",)), a.name("Jane Adams", titles=("senator",))
    short = a.name("Adams", titles=("president",))
    told = story.Told([a])
    assert told.entity(short) == told.entity(john) != told.entity(jane)


@pytest.mark.parametrize(("titles", "same"), [(("chancellor",), True), ((), False), (("coach",), False)])
def test_a_surname_joins_across_documents_only_with_the_same_title(story: ModuleType, titles: tuple[str, ...], same: bool) -> None:
    a, b = story.Article("a"), story.Article("b")
    full, short = a.name("Angela Merkel", titles=("chancellor",)), b.name("Merkel", titles=titles)
    told = story.Told([a, b])
    assert (told.entity(full) == told.entity(short)) is same


def test_a_surname_that_two_people_of_all_documents_bear_joins_neither(story: ModuleType) -> None:
    articles = [story.Article(i) for i in "abc"]
    one = articles[0].name("Angela Merkel", titles=("chancellor",))
    two = articles[1].name("Karl Merkel", titles=("chancellor",))
    short = articles[2].name("Merkel", titles=("chancellor",))
    told = story.Told(articles)
    assert len({told.entity(m) for m in (one, two, short)}) == 3


def test_two_officers_of_one_name_in_two_companies_stay_two(story: ModuleType) -> None:
    articles = [story.Article(i) for i in "abcd"]
    people = []
    for article, company in zip(articles, ("Acme", "Beta", "Acme Holdings", "Beta"), strict=True):
        li, held = article.name("Li Wei"), article.name(company, "Organisation")
        article.say(li, "kg:cfoOf", held)
        people.append(li)
    told = story.Told(articles)
    acme, beta, also_acme, also_beta = (told.entity(p) for p in people)
    assert acme == also_acme != beta == also_beta


def test_equal_names_with_unlike_titles_join_only_in_the_same_company_of_names(story: ModuleType) -> None:
    apart = [story.Article("a"), story.Article("b")]
    one, two = apart[0].name("John Smith", titles=("senator",)), apart[1].name("John Smith", titles=("coach",))
    told = story.Told(apart)
    assert told.entity(one) != told.entity(two)
    for article in apart:
        article.name("Springfield", "Place")
        article.name("Mary Jones")
    told = story.Told(apart)
    assert told.entity(one) == told.entity(two)


def test_misspellings_chain_no_two_who_are_known_to_differ(story: ModuleType) -> None:
    a = story.Article("a")
    first, middle, last = a.name("Anna Petersen"), a.name("Anna Peterson"), a.name("Anna Petersonn")
    told = story.Told([a])
    assert told.entity(first) != told.entity(last)
    assert told.entity(middle) not in (told.entity(first), told.entity(last))


def test_a_misspelt_unknown_name_joins_across_documents_only_with_support(story: ModuleType) -> None:
    a, b = story.Article("a"), story.Article("b")
    one, two = a.name("Katrina Johansson"), b.name("Katrina Johanson")
    assert (told := story.Told([a, b])).entity(one) != told.entity(two)
    for article in (a, b):
        article.name("Lund", "Place")
        article.name("Per Olsen")
    assert (told := story.Told([a, b])).entity(one) == told.entity(two)


def test_a_person_and_a_place_of_one_name_stay_two(story: ModuleType) -> None:
    a, b = story.Article("a"), story.Article("b")
    player, town = a.name("Michael Jordan"), b.name("Michael Jordan", "Place")
    told = story.Told([a, b])
    assert told.entity(player) != told.entity(town)


def test_two_gazetteer_entries_of_one_name_stay_two(story: ModuleType) -> None:
    a, b, c = story.Article("a"), story.Article("b"), story.Article("c")
    country = a.name("Georgia", "State", gazetteer="Georgia")
    state = b.name("Georgia", "Place", gazetteer="Georgia_US")
    unknown = c.name("Georgia", "Place", gazetteer="")
    told = story.Told([a, b, c])
    assert (told.entity(country), told.entity(state)) == ("Georgia", "Georgia_US")
    assert told.entity(unknown) not in ("Georgia", "Georgia_US")
    undecided = next(e for e in told.who.entities if e.id == told.entity(unknown))
    assert undecided.possibly == ("Georgia", "Georgia_US")


def test_companies_join_without_their_legal_form(story: ModuleType) -> None:
    a, b = story.Article("a"), story.Article("b")
    mentions = [a.name("Acme Motor Corp.", "Organisation"), a.name("Acme Motor", "Organisation"), b.name("Acme Motor Co Ltd", "Organisation")]
    told = story.Told([a, b])
    assert len({told.entity(m) for m in mentions}) == 1


def test_an_acronym_joins_its_expansion_and_then_other_documents(story: ModuleType) -> None:
    a, b = story.Article("a"), story.Article("b")
    long, short = a.name("World Trade Forum", "Organisation"), a.name("WTF", "Organisation")
    elsewhere = b.name("WTF", "Organisation")
    told = story.Told([a, b])
    assert told.entity(long) == told.entity(short) == told.entity(elsewhere)
    assert told.who.entities[0].label == "World Trade Forum"


def test_one_acronym_of_two_organisations_joins_neither_across_documents(story: ModuleType) -> None:
    articles = [story.Article(i) for i in "abc"]
    premier, primera = articles[0].name("Premier League", "Organisation"), articles[1].name("Primera Liga", "Organisation")
    articles[0].name("PL", "Organisation")
    articles[1].name("PL", "Organisation")
    bare = articles[2].name("PL", "Organisation")
    told = story.Told(articles)
    assert len({told.entity(m) for m in (premier, primera, bare)}) == 3


def test_organisations_that_share_a_short_form_only_stay_two(story: ModuleType) -> None:
    articles = [story.Article(i) for i in "abc"]
    one = articles[0].name("Bell Industries", "Organisation", chain="bell")
    articles[0].name("Bell", "Organisation", chain="bell")
    two = articles[1].name("Bell Petroleum", "Organisation", chain="bell")
    articles[1].name("Bell", "Organisation", chain="bell")
    bare = articles[2].name("Bell", "Organisation")
    told = story.Told(articles)
    assert len({told.entity(m) for m in (one, two, bare)}) == 3


def test_many_bearers_without_title_stay_undecided_between_the_two_that_differ(story: ModuleType) -> None:
    articles = [story.Article(i) for i in "abcd"]
    one, two = articles[0].name("John Smith", titles=("senator",)), articles[1].name("John Smith", titles=("coach",))
    bare = [x.name("John Smith") for x in articles[2:]]
    told = story.Told(articles)
    for mention in bare:
        undecided = next(e for e in told.who.entities if e.id == told.entity(mention))
        assert undecided.possibly == tuple(sorted((told.entity(one), told.entity(two))))


def test_a_generic_name_does_not_join_across_documents(story: ModuleType) -> None:
    a, b = story.Article("a"), story.Article("b")
    one, two = a.name("Parliament", "Organisation"), b.name("Parliament", "Organisation")
    told = story.Told([a, b])
    assert told.entity(one) != told.entity(two)


def test_nominals_never_join_across_documents(story: ModuleType) -> None:
    a, b = story.Article("a"), story.Article("b")
    deals = [x.name("a new deal", "Thing", kind="nominal") for x in (a, b)]
    for article, deal in zip((a, b), deals, strict=True):
        article.say("Russia", "rel:prepare", deal)
    told = story.Told([a, b])
    assert told.entity(deals[0]) != told.entity(deals[1])
    assert told.entity(deals[0]).startswith("New_deal--")
    assert _labels(told.who.entities) == ["Russia", "new deal", "new deal"]


def test_unnamed_things_that_nothing_uses_are_no_entities(story: ModuleType) -> None:
    a = story.Article("a")
    unused = a.name("the weather", "Thing", kind="nominal")
    told = story.Told([a])
    assert told.who.entities == ()
    assert unused.chain in told.who.entity_of


def test_publishers_are_organisations_and_join_the_texts_that_name_them(story: ModuleType) -> None:
    a, b = story.Article("a", publisher="Example News"), story.Article("b", publisher="TASS")
    named = b.name("Example News", "Organisation")
    told = story.Told([a, b])
    assert told.who.publisher_of == {"a": told.entity(named), "b": "TASS"}
    assert {e.type for e in told.who.entities} == {"Organisation"}


def test_capitals_do_not_become_the_label(story: ModuleType) -> None:
    a, b = story.Article("a"), story.Article("b")
    a.name("ADA BYRON")
    a.name("ADA BYRON")
    b.name("Ada Byron")
    (ada,) = story.Told([a, b]).who.entities
    assert (ada.label, ada.aliases) == ("Ada Byron", ("ADA BYRON",))


def test_two_titles_of_one_office_are_one(story: ModuleType) -> None:
    a, b = story.Article("a"), story.Article("b")
    one, two = a.name("Ada Byron", titles=("chief financial officer",)), b.name("Ada Byron", titles=("cfo",))
    told = story.Told([a, b])
    assert told.entity(one) == told.entity(two)


def test_equal_names_with_unlike_titles_join_where_both_serve_one_firm(story: ModuleType) -> None:
    people = []
    articles = []
    for title, role, firm in (("coach", "cfoOf", "Acme"), ("senator", "founded", "Acme"), ("president", "founded", "Beta")):
        article = story.Article(title)
        articles.append(article)
        person = article.name("John Smith", titles=(title,))
        article.say(person, f"kg:{role}", article.name(firm, "Organisation"))
        people.append(person)
    told = story.Told(articles)
    one, two, three = (told.entity(p) for p in people)
    assert one == two != three


def test_a_founder_of_two_firms_is_one(story: ModuleType) -> None:
    articles = [story.Article("a"), story.Article("b")]
    people = []
    for article, firm in zip(articles, ("Acme", "Beta"), strict=True):
        person = article.name("Ada Byron", titles=("president",))
        article.say(person, "kg:founded", article.name(firm, "Organisation"))
        people.append(person)
    told = story.Told(articles)
    assert told.entity(people[0]) == told.entity(people[1])


def test_a_known_firm_is_found_without_its_legal_form_unless_a_longer_name_differs(story: ModuleType) -> None:
    a, b = story.Article("a"), story.Article("b")
    bare = a.name("Umbra", "Organisation")
    label, other = b.name("Umbra Records", "Organisation", chain="umbra"), b.name("Umbra", "Organisation", chain="umbra")
    told = story.Told([a, b])
    assert told.entity(bare) == "Umbra_Inc"
    assert told.entity(label) == told.entity(other) != "Umbra_Inc"


def test_a_short_form_that_two_texts_use_for_one_name_means_it_alone(story: ModuleType) -> None:
    articles = [story.Article(i) for i in "abc"]
    long = [x.name("Lantern Computer", "Organisation", chain="lantern") for x in articles[:2]]
    for article in articles[:2]:
        article.name("Lantern", "Organisation", chain="lantern")
    bare = articles[2].name("Lantern", "Organisation")
    told = story.Told(articles)
    assert told.entity(bare) == told.entity(long[0]) == told.entity(long[1])
    once = story.Told([articles[0], articles[2]])
    assert once.entity(bare) != once.entity(long[0])


def test_a_state_in_initials_and_in_full_begins_the_same_name(story: ModuleType) -> None:
    a, b = story.Article("a"), story.Article("b")
    one, two = a.name("U.R. Air Guard", "Organisation"), b.name("Urland Air Guard", "Organisation")
    told = story.Told([a, b])
    assert told.entity(one) == told.entity(two)


def test_words_glued_to_a_full_name_do_not_part_it_from_itself(story: ModuleType) -> None:
    articles = [story.Article(i) for i in "abc"]
    names = [x.name("Ada Byron", chain="ada") for x in articles]
    articles[0].name("Ada Byron Returns", chain="ada")
    articles[1].name("Nominates Ada Byron", chain="ada")
    told = story.Told(articles)
    assert len({told.entity(n) for n in names}) == 1


def test_a_son_is_not_his_father_in_whatever_order(story: ModuleType) -> None:
    articles = [story.Article(i) for i in "abc"]
    father, son, again = articles[0].name("Al Ford"), articles[1].name("Al Ford Jr."), articles[2].name("Al Ford")
    told = story.Told(articles)
    assert told.entity(father) == told.entity(again) != told.entity(son)


def test_what_is_like_two_that_differ_joins_them_not(story: ModuleType) -> None:
    articles = [story.Article(i) for i in "abc"]
    acme, bare, beta = (x.name("Li Wei") for x in articles)
    articles[0].say(acme, "kg:cfoOf", articles[0].name("Acme", "Organisation"))
    articles[2].say(beta, "kg:cfoOf", articles[2].name("Beta", "Organisation"))
    told = story.Told(articles)
    assert told.entity(acme) != told.entity(beta)
    assert told.entity(bare) not in (told.entity(acme), told.entity(beta))

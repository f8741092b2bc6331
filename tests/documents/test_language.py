from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from kg.documents.language import foreign_language

ENGLISH = (
    "The minister said on Friday that the two sides had agreed to meet again next week. Officials who were at the talks told reporters that most of "
    "the questions about gas and trade are still open, and that nobody expects a deal before the end of the month."
)
FOREIGN = {
    "German": (
        "Der Minister sagte am Freitag, dass die beiden Seiten sich in der nächsten Woche noch einmal treffen werden. Nach "
        "Angaben von Beamten  sind die meisten Fragen zu Gas und Handel noch offen, und mit einer Einigung vor dem Ende des "
        "Monats ist nicht zu rechnen."
    ),
    "French": (
        "Le ministre a déclaré vendredi que les deux parties se retrouveraient la semaine prochaine. Selon des responsables, la "
        "plupart des questions  sur le gaz et le commerce restent ouvertes, et personne ne s’attend à un accord avant la fin du "
        "mois dans cette affaire."
    ),
    "Spanish": (
        "El ministro dijo el viernes que las dos partes se reunirán otra vez la próxima semana. Según los funcionarios, la "
        "mayoría de las cuestiones  sobre el gas y el comercio sigue abierta, y nadie espera un acuerdo antes de que termine el "
        "mes en la capital."
    ),
    "Italian": (
        "Il ministro ha detto venerdì che le due parti si incontreranno di nuovo la prossima settimana. Secondo i funzionari, la "
        "maggior parte delle  questioni sul gas e sul commercio è ancora aperta, e nessuno si aspetta un accordo prima della fine"
        " del mese."
    ),
    "Portuguese": (
        "O ministro disse na sexta-feira que as duas partes vão se reunir de novo na próxima semana. Segundo os funcionários, a "
        "maioria das questões  sobre o gás e o comércio continua em aberto, e ninguém espera um acordo antes do fim do mês."
    ),
    "Dutch": (
        "De minister zei vrijdag dat de twee partijen elkaar volgende week weer zullen ontmoeten. Volgens ambtenaren zijn de "
        "meeste vragen over gas en  handel nog niet beantwoord, en niemand verwacht een akkoord voor het einde van de maand in de"
        " hoofdstad."
    ),
    "Swedish": (
        "Ministern sade på fredagen att de två parterna ska träffas igen nästa vecka. Enligt tjänstemän är de flesta frågorna om "
        "gas och handel  fortfarande öppna, och ingen väntar sig ett avtal före slutet av månaden i huvudstaden som det ser ut."
    ),
    "Polish": (
        "Minister powiedział w piątek, że obie strony spotkają się ponownie w przyszłym tygodniu. Według urzędników większość "
        "pytań o gaz i handel  jest nadal otwarta, a nikt nie spodziewa się porozumienia przed końcem miesiąca, bo to nie jest "
        "możliwe do tego czasu."
    ),
    "Turkish": (
        "Bakan cuma günü iki tarafın gelecek hafta yeniden bir araya geleceğini söyledi. Yetkililere göre gaz ve ticaret ile "
        "ilgili soruların çoğu hâlâ  açık ve ay sonundan önce bir anlaşma bekleyen yok, ama bu görüşme için çok önemli bir adım "
        "olarak görülüyor."
    ),
    "Indonesian or Malay": (
        "Menteri itu mengatakan pada hari Jumat bahwa kedua pihak akan bertemu lagi pada pekan depan. Menurut para pejabat, "
        "sebagian besar  pertanyaan tentang gas dan perdagangan masih belum terjawab, dan tidak ada yang mengharapkan kesepakatan"
        " dalam bulan ini."
    ),
    "Hungarian": (
        "A miniszter pénteken azt mondta, hogy a két fél a jövő héten újra találkozik. A tisztviselők szerint a gázzal és a "
        "kereskedelemmel kapcsolatos  kérdések többsége még nyitott, és senki sem vár megállapodást a hónap vége előtt, mert ez "
        "nem lehetséges."
    ),
    "Cyrillic script": "Министр сказал в пятницу, что стороны снова встретятся на следующей неделе.",
    "Arabic script": "قال الوزير يوم الجمعة إن الجانبين سيلتقيان مرة أخرى الأسبوع المقبل.",
    "Cjk script": "外交部长星期五说双方将于下周再次会晤讨论天然气和贸易问题。",
    "Greek script": "Ο υπουργός είπε την Παρασκευή ότι οι δύο πλευρές θα συναντηθούν ξανά.",
}


TABLE = "Shr 34 cts vs 1.19 dlrs. Net 807,000 vs 2,858,000. Revs 510.2 mln vs 623.3 mln. " * 12


def test_english_passes() -> None:
    assert foreign_language(ENGLISH) is None


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages_are_named(language: str) -> None:
    assert foreign_language(FOREIGN[language]) == language


def test_english_with_a_foreign_quotation_passes() -> None:
    assert foreign_language(ENGLISH + " “" + FOREIGN["German"][:120] + "”") is None
    assert foreign_language(ENGLISH + " (" + FOREIGN["Cjk script"] + ")") is None


@pytest.mark.parametrize("text", ["", "12.5 30 40", "Putin traf Xi in Peking.", TABLE])
def test_what_shows_too_little_passes(text: str) -> None:
    assert foreign_language(text) is None


def test_an_unlisted_language_is_not_english() -> None:
    words = "mo tumi wole kilo bawo owuro alafia ojo ebi kusa dara pelu fun gbogbo enia ile aye okan ninu".split()
    assert foreign_language(" ".join(words * 6)) == "a language other than English"


def test_real_news_is_english(shared_data: Path) -> None:
    with gzip.open(shared_data / "text" / "reuters21578.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    assert [text[:60] for text in texts if foreign_language(text)] == []

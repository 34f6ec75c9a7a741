"""Bytes → text: encodings that are marked, declared or told, doubt, and what is no text."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import examples
from reportsite.diagnostics import Diagnostics
from reportsite.importing.decoding import decode_text, known_encoding
from reportsite.importing.files import import_file
from reportsite.importing.result import ImportFault, ImportOptions, OptionFault
from reportsite.importing.sources import load_sources
from reportsite.vocabulary.loading import Vocabulary
from steps import TWICE, must_end, steps_of

ROOT = Path(__file__).parents[1]

ENGLISH = (
    "The government’s answer was short: “nothing” had changed – and the court’s ruling stood.\r"
    "• The prisoners’ families were told in May…\r"
)
FRENCH = (
    "Le parlement a adopté une loi que les juges ont critiquée à la télévision. Où étaient les"
    " élèves ? Ils étaient à l'école, près de la forêt, et le maire a été élu.\n"
)
SPANISH = (
    "El año pasado la policía detuvo a diez niños; la señora Muñoz pidió explicación. Después"
    " nadie lo sabía todavía, y el juez se marchó.\n"
)
GERMAN = (
    "Die Behörde erklärte, dass für die Gefangenen überall Ärzte zuständig gewesen seien. Über"
    " die Größe der Räume wurde nichts gesagt.\n"
)
POLISH = (
    "W marcu parlament przyjął ustawę, a sędziowie byli przeciw; nikt nie wiedział, co będzie"
    " dalej, i ludzie czekali na więźniów.\n"
)
TURKISH = (
    "Mart ayında meclis bir yasa çıkardı; yargıçlar buna karşıydı, ama başkentten yanıt gelmedi."
    " İşçiler şaşırdı ve beklemeye başladı.\n"
)
GREEK = (
    "Τον Μάρτιο η βουλή ψήφισε έναν νόμο και οι δικαστές ήταν αντίθετοι, αλλά δεν απάντησε"
    " κανείς από την πρωτεύουσα.\n"
)
RUSSIAN = (
    "В марте парламент принял закон, и судьи были против. Министерство заявило, что семья"
    " заключённого ничего не знает; я ждала ответа всю неделю.\n"
)
UKRAINIAN = (
    "У березні парламент ухвалив закон, і судді були проти, але на це не відповіли зі столиці."
    " Ніхто не знав, що буде далі, і люди чекали.\n"
)
ARABIC = (
    "أقر البرلمان في مارس قانونا أثار اعتراض القضاة على هذا النص. ولم يعرف أحد ماذا سيحدث بعد"
    " ذلك في العاصمة.\n"
)
HEBREW = "במרץ קיבל הפרלמנט חוק והשופטים התנגדו, אך איש לא ענה מהבירה. האנשים חיכו.\n"
CHINESE = (
    "议会在三月通过了一项法律，法官们表示反对，但首都没有答复。\n没有人知道接下来会发生什么。\n"
)
TAIWANESE = (
    "議會在三月通過了一項法律，法官們表示反對，但首都沒有答覆。\n沒有人知道接下來會發生什麼。\n"
)
JAPANESE = (
    "議会は三月に法律を可決しました。\n裁判官たちは反対しましたが、返事はありませんでした。\n"
)
KOREAN = "의회는 3월에 법을 통과시켰고 판사들은 반대했지만 수도에서는 답이 없었다.\n"

TOLD: dict[str, tuple[str, str]] = {
    "English": (ENGLISH, "mac_roman cp1252"),
    "French": (FRENCH, "mac_roman cp1252 latin_1 cp850"),
    "Spanish": (SPANISH, "mac_roman cp1252 latin_1"),
    "German": (GERMAN, "mac_roman cp1252 latin_1"),
    "Polish": (POLISH, "cp1250 iso8859_2"),
    "Turkish": (TURKISH, "cp1254"),
    "Greek": (GREEK, "cp1253 iso8859_7"),
    "Russian": (RUSSIAN, "cp1251 koi8_r cp866 iso8859_5 mac_cyrillic"),
    "Ukrainian": (UKRAINIAN, "cp1251 koi8_u"),
    "Arabic": (ARABIC, "cp1256 iso8859_6"),
    "Hebrew": (HEBREW, "cp1255"),
    "Chinese": (CHINESE, "gb18030 utf_16_le utf_16_be"),
    "Chinese of Taiwan": (TAIWANESE, "big5"),
    "Japanese": (JAPANESE, "shift_jis euc_jp iso2022_jp utf_16_le utf_16_be"),
    "Korean": (KOREAN, "euc_kr"),
}
CASES = [
    pytest.param(text, encoding, id=f"{name} in {encoding}")
    for name, (text, encodings) in TOLD.items()
    for encoding in (*encodings.split(), "utf-8", "utf-8-sig", "utf-16", "utf-32", "utf_16_le")
]


@pytest.mark.parametrize(("text", "encoding"), CASES)
@pytest.mark.parametrize("times", [1, 200])
def test_the_encoding_is_told(text: str, encoding: str, times: int) -> None:
    decoded = decode_text("raw.txt", (text * times).encode(encoding))
    assert decoded.text == text * times
    assert decoded.is_certain, decoded


def test_it_is_told_by_what_stands_far_behind_the_beginning() -> None:
    plain = "The court of the second town heard nobody in June.\n" * 40_000
    decoded = decode_text("raw.txt", (plain + ENGLISH + plain).encode("mac_roman"))
    assert decoded.text == plain + ENGLISH + plain
    assert decoded.encoding == "MacRoman"


def test_doubt_is_told_with_a_word_in_both_readings() -> None:
    decoded = decode_text("raw.txt", "В марте в Москве судьи были против.".encode("cp1251"))
    assert (decoded.encoding, decoded.rival) == ("Windows-1251", "MacCyrillic")
    assert (decoded.example, decoded.rival_example) == ("В", "¬")
    assert not decoded.is_certain


def test_what_is_declared_counts_more_than_what_is_told() -> None:
    data = "В марте".encode("cp1251")
    assert decode_text("raw.txt", data, "cp1251").text == "В марте"
    assert decode_text("raw.txt", data, "MacRoman").text == data.decode("mac_roman")
    assert decode_text("raw.txt", "é".encode(), "latin-1").text == "Ã©"


def test_a_byte_order_mark_counts_more_than_what_is_declared() -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        decoded = decode_text("raw.txt", "é".encode(encoding), "latin-1")
        assert (decoded.text, decoded.is_certain) == ("é", True)
    assert decode_text("raw.txt", "\ufeffone".encode()).encoding == "UTF-8"


def test_names_of_encodings() -> None:
    assert known_encoding("Windows-1252") == "cp1252"
    assert known_encoding("MacRoman") == "mac-roman"
    for name in ("utf-88", "hex", "rot13", "punycode", "idna", "unicode_escape", "", "a\0b", "é"):
        assert known_encoding(name) is None


UNREADABLE: dict[str, tuple[bytes, str | None, str]] = {
    "too little to tell": (
        b"one\ntw\xf6\n",
        None,
        "raw.txt:2: the file is not UTF-8 (byte 0xF6 at offset 6), and its encoding cannot be told;"
        " expected UTF-8, or --encoding with its encoding",
    ),
    "not as declared": (
        b"one\ntw\xf6\n",
        "UTF-8",
        "raw.txt:2: the file is not UTF-8 (byte 0xF6 at offset 6);"
        " expected the encoding that it is in",
    ),
    "not as marked": (
        b"\xff\xfea\x00b",
        None,
        "raw.txt:1: the file is not UTF-16 (byte 0x62 at offset 4);"
        " expected the encoding that it is in",
    ),
    "declared by an unknown name": (
        b"one",
        "x-own",
        'raw.txt:1: no encoding is called "x-own";'
        " expected a name such as UTF-8, Windows-1252 or MacRoman",
    ),
    "a picture": (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x04\x00\x00",
        None,
        "raw.txt:1: the file is not text (it holds NUL bytes); expected a text file",
    ),
    "an archive": (
        b"PK\x03\x04\x00\x00",
        None,
        "raw.txt:1: the file is not text: 4 of its 6 signs are control characters;"
        " expected a text file",
    ),
    "bytes of every kind": (
        bytes(range(256)) * 8,
        None,
        "raw.txt:1: the file is not text (it holds NUL bytes); expected a text file",
    ),
    "one byte for ever": (
        b"\xff" * 5000,
        None,
        "raw.txt:1: the file is not UTF-8 (byte 0xFF at offset 0), and its encoding cannot be told;"
        " expected UTF-8, or --encoding with its encoding",
    ),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_text_is_refused(name: str) -> None:
    data, encoding, message = UNREADABLE[name]
    with pytest.raises(ImportFault) as caught:
        decode_text("raw.txt", data, encoding)
    assert str(caught.value) == message


def test_a_few_control_characters_make_no_binary() -> None:
    text = (
        "The court of the second town\x00 heard nobody in June, and gave no reason.\x07\n" + FRENCH
    )
    assert decode_text("raw.txt", text.encode()).text == text
    assert decode_text("raw.txt", (text + ENGLISH).encode("mac_roman")).text == text + ENGLISH


@examples(300)
@given(data=st.binary(max_size=400), encoding=st.sampled_from([None, "cp1252", "utf-16", "big5"]))
def test_any_bytes_are_text_or_refused(data: bytes, encoding: str | None) -> None:
    try:
        decoded = decode_text("raw.txt", data, encoding)
    except ImportFault:
        return
    assert isinstance(decoded.text, str)
    assert decoded.is_certain == (not decoded.example)


@examples(300)
@given(text=st.text().filter(lambda text: not text.startswith("\ufeff")))
def test_utf_8_is_read_as_it_is(text: str) -> None:
    data = text.encode()
    try:
        decoded = decode_text("raw.txt", data)
    except ImportFault as fault:
        assert "control characters" in str(fault)  # noqa: PT017 (what is refused is no text)
    else:
        assert decoded.text == text or "\x00" in text or "\x1b" in text


GROWING: dict[str, Callable[[int], bytes]] = {
    "Mac Roman": lambda n: ENGLISH.encode("mac_roman") * n,
    "ASCII, and one sign at its end": lambda n: b"a" * 150 * n + b"\xe9",
    "one line": lambda n: b"\x8e" * 150 * n,
    "pairs": lambda n: b"\x81\x40" * 75 * n,
    "shifts": lambda n: b"\x1b$B" * 50 * n,
    "UTF-16": lambda n: CHINESE.encode("utf-16-le") * 2 * n,
    "NUL": lambda n: b"ab\x00" * 50 * n,
}


@pytest.mark.parametrize("name", GROWING)
def test_twice_the_bytes_take_about_twice_the_time(name: str) -> None:
    def decode(times: int) -> None:
        with suppress(ImportFault):
            decode_text("raw.txt", GROWING[name](times))

    assert steps_of(decode, 200) < TWICE * steps_of(decode, 100)
    # what C does is not counted: of a square, these million bytes would take hours
    with must_end(name):
        decode(8000)


def test_the_account_names_encoding_and_doubt(tmp_path: Path, vocabulary: Vocabulary) -> None:
    (tmp_path / "reports").mkdir()
    raw = tmp_path / "raw.txt"
    raw.write_bytes("В марте судьи были против.".encode("mac_cyrillic"))
    sources = load_sources(ROOT, Diagnostics())
    options = ImportOptions(country="KAZ", year=2010)
    imported = import_file(tmp_path, raw, options, sources, vocabulary)
    assert imported.encoding == "MacCyrillic"
    assert imported.questions[0].text == (
        "encoding: MacCyrillic was taken, but it may be Windows-1251, in which"
        ' "В" is "‚": if so, import it again with --encoding Windows-1251'
    )
    told = ImportOptions(country="KAZ", year=2010, force=True, encoding="x-mac-cyrillic")
    with pytest.raises(OptionFault, match='no encoding is called "x-mac-cyrillic"'):
        import_file(tmp_path, raw, told, sources, vocabulary)
    told = ImportOptions(country="KAZ", year=2010, force=True, encoding="mac_cyrillic")
    again = import_file(tmp_path, raw, told, sources, vocabulary)
    assert not [one for one in again.questions if one.text.startswith("encoding")]

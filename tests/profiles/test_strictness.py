"""Every fault of a profile file is reported with file, line and key, and all are reported at once."""

from pathlib import Path

import pytest

from service.profiles.directory import read_directory
from tests.profiles.trees import (
    BASE,
    BINDING,
    CHOICE_OF_BASE,
    DISTRICT,
    DRAFT,
    NOTICE,
    QUORUM,
    REGION,
    faults,
    line,
    tree,
)

RULE = DISTRICT + QUORUM
KEY = "rule[council.decision_quorum]"
SETTING = RULE + CHOICE_OF_BASE


def changed(content: str, old: str, new: str) -> str:
    assert old in content
    return content.replace(old, new)


ONE_FAULT = [
    (RULE.replace("council.", "concil."), "id", "rule[concil.decision_quorum].id", "«council»"),
    (RULE + 'responsible = "director"\n', "responsible", f"{KEY}.responsible", "director"),
    # content of the district file, beginning of the faulty line, key, part of the sentence
    (changed(RULE, 'title = "Кворум"', 'titel = "Кворум"\ntitle = "К"'), "titel", f"{KEY}.titel", "«title»"),
    (changed(RULE, "[[rule]]", "[[rules]]"), "[[rules]]", "rules", "«rule»"),
    (changed(RULE, '"threshold"', '"treshold"'), 'kind = "treshold', f"{KEY}.kind", "«threshold»"),
    (changed(RULE, '"threshold"', '"majority"'), 'kind = "majority', f"{KEY}.kind", "threshold"),
    (changed(RULE, '"2/3"', '"3/2"'), "params", f"{KEY}.params.share", "больше единицы"),
    (changed(RULE, '"2/3"', "0.66"), "params", f"{KEY}.params.share", "дробь"),
    (changed(RULE, '"2/3"', '"две трети"'), "params", f"{KEY}.params.share", ""),
    (changed(RULE, 'op = "at_least"', 'op = "least"'), "params", f"{KEY}.params.op", "least"),
    (changed(RULE, "share =", "shore = 1, share ="), "params", f"{KEY}.params.shore", ""),
    (changed(RULE, '"hard"', '"strict"'), "severity", f"{KEY}.severity", "strict"),
    (changed(RULE, 'quote = "не менее двух третей"', ""), "[[rule]]", f"{KEY}.quote", "нет цитаты"),
    (
        changed(RULE, 'clause = "п. 4.9"\nquote = "не менее двух третей"', ""),
        "[[rule]]",
        f"{KEY}.clause",
        "нет пункта",
    ),
    (RULE + 'clause_ids = ["A-1", "A-1"]\n', "clause_ids", f"{KEY}.clause_ids[1]", "повторяется"),
    (RULE + "silent = true\n", "params", f"{KEY}.params", "молчит"),
    (changed(RULE, '"council.decision_quorum"', '"Quorum"'), "id", "rule[Quorum].id", "раздел.имя"),
    (
        changed(RULE, "effective_from = 2025-03-01", "effective_from = 2025-01-31"),
        "effective_from",
        "act.effective_from",
        "раньше даты акта",
    ),
    (
        changed(RULE, "effective_from = 2025-03-01", "effective_to = 2024-01-31"),
        "effective_to",
        "act.effective_to",
        "раньше",
    ),
    (changed(RULE, "date = 2025-02-01", 'date = "2025-02-01"'), "date", "act.date", "без кавычек"),
    (changed(RULE, 'citation = "Приказ № 1"', 'citation = " "'), "citation", "act.citation", "пуста"),
    (changed(RULE, 'slug = "rayon"', 'slug = "raion"'), "slug", "tenant.slug", "«rayon»"),
    (changed(RULE, 'kind = "municipality"', 'kind = "region"'), "kind", "tenant.kind", "municipality"),
    (changed(RULE, 'region = "oblast"', 'region = "kray"'), "region", "tenant.region", "kray"),
    (changed(RULE, '"Europe/Moscow"', '"Moscow"'), "time_zone", "tenant.time_zone", "часовой пояс"),
    (
        changed(RULE, '{ ru = "Район" }', '{ ru = "Район", en = "District" }'),
        "name",
        "tenant.name.en",
        "язык",
    ),
    (changed(RULE, "[act]", '[layer]\nkind = "model"\n\n[act]'), "[layer]", "layer", "только у региона"),
    (
        changed(SETTING, 'default = "established"', 'default = "present"'),
        "default",
        "setting[council.decision_base].default",
        "не входит",
    ),
    (
        changed(SETTING, '"council.decision_quorum.base"', '"council.quorum.base"'),
        "sets",
        "setting[council.decision_base].sets",
        "ни к одному правилу",
    ),
    (
        changed(SETTING, '"council.decision_quorum.base"', '"council.decision_quorum.counted.hybrid.x"'),
        "sets",
        "setting[council.decision_base].sets",
        "ни к одному параметру",
    ),
    (
        changed(SETTING, '"filled"]', '"filled", "present"]'),
        "options",
        "setting[council.decision_base].options[2]",
        "present",
    ),
    (
        changed(
            SETTING,
            '"council.decision_quorum.base"\ndefault = "established"',
            '"council.decision_quorum.base"\ndefault = "filled"',
        ),
        "default",
        "setting[council.decision_base].default",
        "записано",
    ),
    (
        SETTING + 'labels = { seats = "места" }\n',
        "labels",
        "setting[council.decision_base].labels.seats",
        "нет в options",
    ),
    (
        SETTING + '\n[[choice]]\nsetting = "council.base"\nvalue = 1\nreason = "так"\n',
        'setting = "council.base',
        "choice[council.base].setting",
        "неизвестная",
    ),
    (
        SETTING + '\n[[choice]]\nsetting = "council.decision_base"\nvalue = "seats"\nreason = "так"\n',
        "value",
        "choice[council.decision_base].value",
        "seats",
    ),
    (
        changed(SETTING, 'note = "От какого числа считать"', ""),
        "[[setting]]",
        "setting[council.decision_base].note",
        "обязательного",
    ),
]


@pytest.mark.parametrize(("content", "start", "key", "words"), ONE_FAULT, ids=[case[2] for case in ONE_FAULT])
def test_one_fault_names_file_line_and_key(
    tmp_path: Path, content: str, start: str, key: str, words: str
) -> None:
    found = [fault for fault in faults(tmp_path, district=content) if fault[2] == key]
    assert [(file, number) for file, number, _, _ in found] == [("oblast/rayon.toml", line(content, start))]
    assert words in found[0][3]


def test_good_files_have_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, district=SETTING, oblast__sosed=DRAFT) == []


def test_all_faults_are_collected(tmp_path: Path) -> None:
    content = changed(changed(SETTING, '"2/3"', '"3/2"'), '"hard"', '"strict"') + "\n[[extra]]\nx = 1\n"
    keys = {key for _, _, key, _ in faults(tmp_path, district=content, base=BASE + "y = 1\n")}
    assert {f"{KEY}.params.share", f"{KEY}.severity", "extra", "rule[people.positions].y"} <= keys


def test_same_id_twice_names_both_places(tmp_path: Path) -> None:
    first = line(RULE, "[[rule]]")
    second = RULE.lstrip("\n").count("\n") + 2
    [(file, number, key, sentence)] = faults(tmp_path, district=RULE + QUORUM)
    assert (file, number, key) == ("oblast/rayon.toml", second, KEY)
    assert sentence == f"повтор: «council.decision_quorum» уже есть в {tmp_path}/oblast/rayon.toml:{first}"


def test_same_id_in_two_files_of_a_folder(tmp_path: Path) -> None:
    folder = {"oblast__rayon__tenant": DISTRICT, "oblast__rayon__a": QUORUM, "oblast__rayon__b": QUORUM}
    [(file, number, key, sentence)] = faults(tmp_path, district=None, **folder)
    assert (file, number, key) == ("oblast/rayon/b.toml", 1, KEY)
    assert "oblast/rayon/a.toml:1" in sentence


def test_two_acts_in_force_on_one_date(tmp_path: Path) -> None:
    second = '[act]\ntitle = "Другой"\ncitation = "Приказ № 2"\neffective_from = 2025-06-01\n'
    folder = {"oblast__rayon__tenant": DISTRICT, "oblast__rayon__z": second}
    [(file, number, key, sentence)] = faults(tmp_path, district=None, **folder)
    assert (file, number, key) == ("oblast/rayon/z.toml", 1, "act")
    assert "два акта действуют с 2025-06-01" in sentence
    assert "oblast/rayon/tenant.toml:8" in sentence


def test_one_district_in_two_regions(tmp_path: Path) -> None:
    other = {
        "kray__region": changed(BINDING, "oblast", "kray"),
        "kray__rayon": changed(DISTRICT, "oblast", "kray"),
    }
    found = [fault for fault in faults(tmp_path, **other) if "уже описан" in fault[3]]
    assert [fault[0] for fault in found] == ["oblast/rayon.toml"]


def test_a_district_in_a_file_and_a_folder(tmp_path: Path) -> None:
    found = faults(tmp_path, oblast__rayon__tenant=DISTRICT)
    assert any("уже описан" in sentence for _, _, _, sentence in found)


@pytest.mark.parametrize(
    ("region", "start", "key", "words"),
    [
        (changed(REGION, 'of = "rayon"', 'of = "gorod"'), "of", "layer.of", "gorod"),
        (changed(REGION, 'of = "rayon"', ""), "[layer]", "layer.of", "образцу нужен"),
        (
            changed(REGION, '[layer]\nkind = "model"\nof = "rayon"', ""),
            "[tenant]",
            "",
            "нужен раздел [layer]",
        ),
        (changed(REGION, '"model"', '"advice"'), 'kind = "advice', "layer.kind", "advice"),
        (changed(BINDING, '"binding"', '"binding"\nof = "rayon"'), "of", "layer.of", "только у образца"),
        (BINDING[: BINDING.index("[act]")], "[tenant]", "", "нужен раздел [act]"),
        (REGION + NOTICE, "[tenant]", "", "нет раздела [act]"),
    ],
)
def test_faults_of_a_region(tmp_path: Path, region: str, start: str, key: str, words: str) -> None:
    found = [fault for fault in faults(tmp_path, region=region) if words in fault[3]]
    assert [fault[:3] for fault in found] == [("oblast/region.toml", line(region, start), key)]


def test_a_region_without_its_file(tmp_path: Path) -> None:
    found = faults(tmp_path, region=None)
    assert ("oblast", 1, "", "в папке региона нет файла region.toml") in found
    assert any(key == "tenant.region" for _, _, key, _ in found)


def test_a_file_in_a_wrong_place(tmp_path: Path) -> None:
    found = faults(tmp_path, rayon=DISTRICT, oblast__net__cases="[[case]]\n")
    assert ("rayon.toml", 1, "") in [fault[:3] for fault in found]


@pytest.mark.parametrize(
    ("content", "number", "words"),
    [
        ('[act]\nnumber = "1', 2, "кавычк"),
        ("[act]\nnumber = 1 2\n", 2, "новая строка"),
        ("x = {\n a = 1 }\n", 1, "одну строку"),
        ("x = 1\nx = 2\n", 2, "дважды"),
        ("ключ = 1\n", 1, "не распознана"),
    ],
)
def test_faults_of_notation_have_a_line(tmp_path: Path, content: str, number: int, words: str) -> None:
    found = [fault for fault in faults(tmp_path, base=content) if fault[0] == "base.toml"]
    assert [fault[1] for fault in found] == [number]
    assert words in found[0][3]


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    root = tree(tmp_path)
    (root / "base.toml").write_bytes(b"# ok\n# " + "Район".encode("cp1251"))
    [problem] = read_directory(root).problems
    assert (problem.line, "UTF-8" in str(problem)) == (2, True)

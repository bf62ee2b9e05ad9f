"""OSCAL's XML reads as its JSON; any other XML, and any with declarations, does not."""

import json
from pathlib import Path

import pytest

from risk_register.errors import RegisterError
from risk_register.intake import limits
from risk_register.intake.refusals import Refused
from risk_register.intake.sources import read_source
from risk_register.intake.tree_builder import Builder
from risk_register.intake.xml_tree import parse_xml
from risk_register.questionnaires import read_questionnaire
from risk_register.questionnaires.recognition import read_questions
from tests.intake.test_json_tree import plain

SPACE = "http://csrc.nist.gov/ns/oscal/1.0"
RESULTS = f"""<?xml version="1.0" encoding="UTF-8"?>
<assessment-results xmlns="{SPACE}" uuid="1">
  <metadata><title>Assessment of the <em>shop</em></title><last-modified>2026-03-04T00:00:00Z</last-modified>
    <version>2</version><oscal-version>1.1.2</oscal-version></metadata>
  <result uuid="r"><title>Year</title><description><p>All of it.</p></description>
    <observation uuid="o1"><description><p>Keys are rotated</p><ul><li>by hand</li><li>seldom</li></ul></description></observation>
    <finding uuid="f1"><title>Keys</title><description><p>Rotation.</p></description>
      <target type="objective-id" target-id="sc-12_obj"><status state="not-satisfied"/></target>
      <related-observation observation-uuid="o1"/></finding>
    <finding uuid="f2"><title>Access</title><description><p>Reviewed.</p></description>
      <target type="objective-id" target-id="ac-2_obj"><status state="satisfied"/></target></finding>
  </result>
</assessment-results>
"""
CATALOG = f"""<?xml version="1.0"?><catalog xmlns="{SPACE}"><metadata><title>T</title><oscal-version>1.0.0</oscal-version>
</metadata>
<group><title>Access</title><control id="ac-1"><title>Policy</title><prop name="label" value="AC-1"/>
<part name="statement" id="s"><p>Write a policy.</p>
<part name="item"><prop name="label" value="a."/><p>Keep it.</p></part></part>
</control></group></catalog>"""


def test_an_element_with_words_is_words_and_one_of_several_is_a_list() -> None:
    read = plain(parse_xml(b'<a x="1"><prop name="n" value="v"/><title>one <i>and</i> two</title><c>3</c><c>4</c></a>', Builder()))
    assert read == {"a": {"x": "1", "props": [{"name": "n", "value": "v"}], "title": "one and two", "cs": ["3", "4"]}}


def test_assessment_results_in_xml_are_answers(tmp_path: Path) -> None:
    path = tmp_path / "results.xml"
    path.write_text(RESULTS, encoding="utf-8")
    read = read_questionnaire(read_source(path))
    assert (read.family, read.version, read.title) == ("oscal", "2", "Assessment of the shop")
    assert [(answer.question_id, answer.answer, answer.verdict.word, answer.notes) for answer in read.answers] == [
        ("sc-12_obj", "not-satisfied", "no", "Rotation.\nKeys are rotated\nby hand\nseldom"),
        ("ac-2_obj", "satisfied", "yes", "Reviewed.")]
    assert [answer.cell for answer in read.answers] == ["L7", "L10"]


def test_a_catalogue_in_xml_is_a_question_set(tmp_path: Path) -> None:
    path = tmp_path / "catalog.xml"
    path.write_text(CATALOG, encoding="utf-8")
    [control] = read_questions(read_source(path)).answers
    assert (control.question_id, control.section) == ("AC-1", "Access")
    assert control.question == "Policy\nWrite a policy.\na. Keep it."


@pytest.mark.parametrize(("text", "said"), [
    (RESULTS.replace("?>", '?><!DOCTYPE a [<!ENTITY b "c">]>', 1), "DOCTYPE or ENTITY"),
    (RESULTS[:-30], "is not valid XML: line 12"),
    (RESULTS.replace("<title>Keys", "<b>" * 200 + "<title>Keys", 1), "levels deep"),
    ("<?xml version='1.0'?><note>Is it so?</note>", "is an XML file, which is not read as a questionnaire")])
def test_what_is_not_read_is_refused_in_a_sentence(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "received.xml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegisterError, match=said):
        read_source(path)


def test_the_number_of_elements_is_limited() -> None:
    with pytest.raises(Refused, match="too_many_cells"):
        parse_xml(b"<a>" + b"<b/>" * (limits.MOST_VALUES + 1) + b"</a>", Builder())


def test_json_and_xml_of_one_file_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "c.xml").write_text(CATALOG, encoding="utf-8")
    (tmp_path / "c.json").write_text(json.dumps({"catalog": {
        "metadata": {"title": "T", "oscal-version": "1.0.0"}, "groups": [{"title": "Access", "controls": [{
            "id": "ac-1", "title": "Policy", "props": [{"name": "label", "value": "AC-1"}], "parts": [{
                "name": "statement", "prose": "Write a policy.", "parts": [{
                    "name": "item", "prose": "Keep it.", "props": [{"name": "label", "value": "a."}]}]}]}]}]}}))
    [one], [other] = (read_questions(read_source(tmp_path / name)).answers for name in ("c.xml", "c.json"))
    assert (one.question_id, one.question, one.section) == (other.question_id, other.question, other.section)

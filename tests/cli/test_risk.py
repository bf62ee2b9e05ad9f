"""Risk over all vendors, and the methods it is judged by, from the command line."""

from pathlib import Path

import pytest

from risk_register.operations.vendors import edit_vendor, find_vendor
from risk_register.store import Register
from tests.cli.conftest import Run


@pytest.mark.parametrize("method", ["house", "nist-800-30", "ebios-rm"])
def test_every_method_scores_and_its_points_add_up(run: Run, demo: Path, method: str) -> None:
    found = run("score", demo, "--method", method, "--explain", "--json").document
    judged = [each for each in found if each["residual"] is not None]
    assert len(judged) > 15
    for each in judged:
        assert each["method"].startswith(method)
        assert round(sum(reason["points"] for reason in each["reasons"]), 2) == each["residual"]
        assert each["residual_low"] <= each["residual"] <= each["residual_high"]


def test_an_unknown_method_is_refused_with_those_there_are(run: Run, demo: Path) -> None:
    said = run("score", demo, "--method", "guess")
    assert said.code == 1
    assert "ebios-rm, house, nist-800-30" in said.err


def test_a_method_is_listed_looked_at_and_used(run: Run, demo: Path) -> None:
    listed = run("method", "list", demo, "--json").document
    assert [each["name"] for each in listed["methods"] if each["in_force"]] == ["house"]
    seen = run("method", "preview", demo, "--method", "nist-800-30", "--json").document
    assert seen["moved"] == sum(each["moved"] for each in seen["vendors"]) > 10
    assert run("score", demo, "--json").document[0]["method"].startswith("house")
    assert run("method", "use", demo, "--method", "nist-800-30", "--json").document["after"] == "nist-800-30 1.1"
    assert run("score", demo, "--json").document[0]["method"] == "nist-800-30 1.1"
    assert run("undo", demo).code == 0
    assert run("score", demo, "--json").document[0]["method"].startswith("house")


def test_what_does_not_agree_is_listed_and_stands_with_the_explained_score(run: Run, demo: Path) -> None:
    day = ("--valid-on", "2026-11-20")
    found = run("risk", "contradictions", demo, *day, "--json").document
    assert {"certificate_expired", "exit_clause"} <= {one["rule"] for each in found for one in each["contradictions"]}
    vendor = found[0]["vendor"]
    assert [each["vendor"] for each in run("risk", "contradictions", demo, *day, "--vendor", vendor,
                                                         "--json").document] == [vendor]
    (score,) = run("score", demo, *day, "--vendor", vendor, "--explain", "--json").document
    assert score["contradictions"] == found[0]["contradictions"]
    assert all(one["facts"] and one["text"] for one in score["contradictions"])
    assert found[0]["contradictions"][0]["text"] in run("risk", "contradictions", demo, *day).out


def test_the_portfolio_has_heat_map_drivers_concentration_and_sensitivity(run: Run, demo: Path) -> None:
    found = run("risk", "portfolio", demo, "--valid-on", "2025-11-20", "--json").document
    scores = {each["id"]: each for each in run("score", demo, "--valid-on", "2025-11-20", "--json").document}
    assert sum(cell["count"] for cell in found["heat_map"]) == found["vendors"] == len(scores)
    for cell in found["heat_map"]:
        for each in cell["vendors"]:
            assert (scores[each["id"]]["tier"], scores[each["id"]]["level"]) == (cell["tier"], cell["level"])
    drops = [action["drop"] for action in found["drivers"]]
    assert len(drops) == 10
    assert drops == sorted(drops, reverse=True)
    assert all(round(action["before"] - action["after"], 2) == action["drop"] for action in found["drivers"])
    assert all(action["before"] == scores[action["id"]]["residual"] for action in found["drivers"])
    assert {each["of"] for each in found["concentration"]["herfindahl"]} == {"providers", "countries"}
    assert found["concentration"]["shared_subcontractors"]
    assert all(each["worst_level"] != each["level"] for each in found["sensitivity"])


def test_the_portfolio_reads_in_french(run: Run, demo: Path) -> None:
    said = run("risk", "portfolio", demo, "--lang", "fr")
    assert said.code == 0
    assert "Ce qui réduirait le plus le risque" in said.out


def test_losses_are_the_same_for_the_same_seed_and_say_what_a_bad_year_costs(run: Run, demo: Path) -> None:
    asked = ("risk", "quantify", demo, "--years", "2000", "--valid-on", "2025-11-20", "--json")
    found = run(*asked, "--seed", "7").document
    assert found == run(*asked, "--seed", "7").document != run(*asked, "--seed", "8").document
    total = found["total"]
    assert 0 < total["p50"] <= total["p90"] <= total["p95"] <= total["p99"] <= total["worst"]
    assert found["sentence"] == f"In one year in twenty, more than {int(total['p95']):,} EUR is lost."
    assert [each["once_in_years"] for each in total["exceeded"]] == [2, 5, 10, 20, 50, 100, 200, 500]
    assert abs(sum(each["mean"] for each in found["vendors"]) - total["mean"]) <= len(found["vendors"])
    assert found["shared_subcontractors"]


def test_of_an_empty_register_no_loss_is_said_and_no_action(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.riskregister"
    assert run("new", empty).code == 0
    asked = ("risk", "quantify", empty, "--years", "100", "--lang", "en")
    assert run(*asked, "--json").document["sentence"] == "In nineteen years of twenty, nothing is lost."
    said = run(*asked).out
    assert "nothing is lost" in said
    assert "starting values" in said
    assert {line.split(maxsplit=1)[1] for line in said.splitlines() if line[:1].isdigit() and line.endswith("loss")} == {"no loss"}
    assert "No action was found" in run("risk", "portfolio", empty, "--lang", "en").out


def test_how_many_more_there_are_than_are_shown_is_said(run: Run, demo: Path) -> None:
    asked = ("risk", "portfolio", demo, "--valid-on", "2025-11-20", "--lang", "en")
    unknowns = len(run(*asked, "--json").document["sensitivity"])
    assert unknowns > 10
    assert f"    and {unknowns - 10} more; --json has them all" in run(*asked).out.splitlines()


def test_own_estimates_are_read_from_a_file_and_a_wrong_one_is_refused(run: Run, demo: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('currency = "CHF"\n[vendor.Stripe]\nfrequency = [1, 1, 1]\nloss = [10, 10, 10]\n[subcontractor]\ncarried = 0\n')
    asked = ("risk", "quantify", demo, "--years", "4000", "--estimates", own)
    (stripe,) = [each for each in run(*asked, "--json").document["vendors"] if each["vendor"] == "Stripe"]
    assert abs(stripe["mean"] - 10) <= 1
    said = run(*asked, "--lang", "fr").out
    assert "CHF" in said
    assert "valeurs de départ" not in said  # they are the reader's own
    own.write_text("[frequency]\nlow = [3, 2, 1]\n")
    refused = run(*asked)
    assert refused.code == 1
    assert "'own.toml', 'frequency.low': three rising numbers are expected" in refused.err
    assert run("risk", "quantify", demo, "--estimates", tmp_path / "none.toml").code == 1


def test_the_portfolio_tells_the_levels_of_each_month_where_they_are_asked_for(run: Run, demo: Path) -> None:
    assert run("risk", "portfolio", demo, "--json").document["trend"] is None
    months = run("risk", "portfolio", demo, "--trend", "2", "--json").document["trend"]
    assert len(months) == 3
    assert months[-1]["vendors"] == sum(months[-1]["levels"].values())
    assert months[-1]["vendors"] == run("risk", "portfolio", demo, "--json").document["vendors"]
    assert "house" in run("risk", "portfolio", demo, "--trend", "2").out


def test_a_method_of_ones_own_is_written_edited_looked_at_scored_by_and_used_from_its_file(
        run: Run, demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "strict.toml"
    run("method", "export", demo, "--output", file)
    text = file.read_text(encoding="utf-8")
    assert run("method", "use", demo, "--method", file).code == 1  # it is in force already
    file.write_text(text.replace("cap = 0.9", "cap = 0.0"), encoding="utf-8")
    seen = run("method", "preview", demo, "--method", file, "--json").document
    assert seen["moved_level"] > 0
    assert run("score", demo, "--method", file, "--json").document[0]["method"].startswith("strict ")
    assert run("risk", "portfolio", demo, "--method", file, "--json").document["method"].startswith("strict ")
    assert run("method", "use", demo, "--method", file, "--json").document["after"].startswith("strict ")
    assert [each["name"] for each in run("method", "list", demo, "--json").document["methods"] if each["in_force"]] == ["strict"]
    file.write_text(text.replace("cap = 0.9", "cap = 0.1"), encoding="utf-8")
    refused = run("method", "use", demo, "--method", file)
    assert (refused.code, "another version" in refused.err) == (1, True)
    file.write_text(text.replace("cap = 0.9", "cap = 9"), encoding="utf-8")
    refused = run("score", demo, "--method", file)
    assert (refused.code, "strict.toml" in refused.err, "line " in refused.err) == (1, True, True)


@pytest.mark.parametrize(("asked", "told"), [
    (["score", "--method", "none.toml"], "There is no file none.toml. Check its name and folder."),
    (["score", "--method", ""], "There is no method ''."),
    (["risk", "quantify", "--estimates", "none.toml"], "There is no file none.toml. Check its name and folder."),
])
def test_a_method_or_file_of_estimates_that_is_not_there_is_said_to_be_so(
        asked: list[str], told: str, run: Run, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    options = next(place for place, word in enumerate(asked) if word.startswith("--"))
    done = run(*asked[:options], demo, *asked[options:])
    assert (done.code, done.out) == (1, "")
    assert told in done.err


@pytest.mark.parametrize("asked", [("score",), ("risk", "portfolio"), ("exposure", "--drill")])
def test_on_a_day_to_come_is_judged_by_what_is_known_now(run: Run, demo: Path, asked: tuple[str, ...]) -> None:
    ahead = run(*asked, demo, "--as-of", "2999-01-01", "--json")
    assert ahead.code == 0
    assert ahead.document == run(*asked, demo, "--valid-on", "2999-01-01", "--json").document


def test_a_vendor_is_found_in_the_past_by_the_name_it_has_today(run: Run, demo: Path) -> None:
    with Register.open(demo) as register:
        edit_vendor(register, find_vendor(register, "Stripe"), {"legal_name": "Stripe Payments"}, "Compliance officer")
    by_new = run("score", demo, "--vendor", "Stripe Payments", "--as-of", "2025-11-01", "--json")
    by_old = run("score", demo, "--vendor", "Stripe", "--as-of", "2025-11-01", "--json")
    assert (by_new.code, by_old.code) == (0, 0)
    assert by_new.document == by_old.document
    assert by_new.document[0]["vendor"] == "Stripe"
    assert run("exposure", demo, "Stripe Payments", "--as-of", "2025-11-01", "--json").code == 0
    assert run("score", demo, "--vendor", "Stripe Payments", "--as-of", "2001-01-01", "--json").code == 1


def test_ranges_of_losses_are_told_as_they_were_estimated(run: Run, demo: Path) -> None:
    found = run("risk", "quantify", demo, "--years", "10", "--json").document
    low = next(each for each in found["vendors"] if each["vendor"] == "Formation Exemple SAS")
    assert low["frequency"] == [0.005, 0.02, 0.1], "and not 0.01, which is twice as often"


@pytest.mark.parametrize(("written", "words"), [
    ("[frequncy]\nlow = [0, 1, 2]", "'frequncy': there is no such entry"),
    ("[frequency]\nlowest = [0, 1, 2]", "'frequency.lowest': there is no such entry"),
    ("[vendor.Stripe]\nfrequency = [0, 1, 2]\nloss = [0, 1, 2]\nlos = [0, 1, 2]", "'vendor.Stripe.los': there is no such entry"),
    ("[loss]\nperson = [0, 1, inf]", "three rising numbers"), ("vendor = 3", "'vendor': there is no such entry"),
    ("[vendor.Strype]\nfrequency = [0, 1, 2]\nloss = [0, 1, 2]", "no vendor of this register has that legal name"),
])
def test_a_slip_in_ones_own_estimates_is_no_reason_to_use_the_programs(
    run: Run, demo: Path, tmp_path: Path, written: str, words: str
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(written, encoding="utf-8")
    said = run("risk", "quantify", demo, "--years", "5", "--estimates", own, "--json", "--lang", "en")
    assert (said.code, said.out) == (1, "")
    assert words in said.err
    own.write_text("[frequency]\nlow = [0, 0.01, 0.02]\n", encoding="utf-8")
    assert run("risk", "quantify", demo, "--years", "5", "--estimates", own, "--json").document["estimates"] == "own.toml"
    assert run("risk", "quantify", demo, "--years", "5", "--json").document["estimates"] == "1.0"

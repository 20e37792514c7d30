#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""Yearly losses as `vaern risk simulate` works them out, beside the same portfolios played by numpy.

numpy plays in another way: risk by risk, with frequencies that are intervals drawn anew every year, its own generators, and
its own percentiles. Both know their errors from twenty sections of the years; a figure that differs by more than five of the
two errors together is a fault. What can be worked out without a simulation is compared with the formula.
"""
import copy
import json
import math
import os
import subprocess
import sys

import numpy

BIN = os.environ.get("VAERN_BIN", ".build/debug/vaern")
WHOLE = 1_000_000
#: The standard normal distribution's 95th percentile.
Z95 = 1.6448536269514722
LEVELS = [500_000, 900_000, 950_000, 990_000]
SECTIONS = 20
passed = failed = 0


def check(what, holds, seen=""):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print(f"{what}: {seen}")


def simulate(model):
    done = subprocess.run(
        [BIN, "risk", "simulate", "--json"], input=json.dumps(model), capture_output=True, text=True, timeout=600,
        env=os.environ | {"LC_ALL": "en_GB.UTF-8"})
    return done.returncode, done.stdout, done.stderr


# MARK: The same in numpy


def lognormal(estimate):
    """The mean and the standard deviation of the logarithm."""
    if not isinstance(estimate, dict):
        return math.log(estimate), 0.0
    low = estimate.get("low", estimate.get("from", estimate.get("to", 0) / estimate.get("ratio", 1)))
    high = estimate.get("high", estimate.get("to", estimate.get("from", 0) * estimate.get("ratio", 1)))
    return (math.log(low) + math.log(high)) / 2, (math.log(high) - math.log(low)) / (2 * Z95)


def effects(model, kind, name):
    return [(control["id"], effect) for control in model.get("controls", []) for effect in control["effects"]
            if effect.get(kind) == name]


def left(found, part, without=None):
    return math.prod(effect.get(part, WHOLE) / WHOLE for control, effect in found if control != without)


def sources(model):
    """What happens: how often, how alike, and whom it hits with which share, each with the controls that concern it."""
    risks = {risk["id"]: risk for risk in model["risks"]}
    for risk in model["risks"]:
        if "frequency" in risk:
            own = effects(model, "risk", risk["id"])
            yield risk["frequency"], 0, [(risk, 1, own)], own
    for group in model.get("groups", []):
        shared = effects(model, "group", group["id"])
        hits = []
        for bearer in group["bearers"]:
            of_risk = [(control, {"loss": effect.get("loss", WHOLE)})
                       for control, effect in effects(model, "risk", bearer["risk"])]
            hits.append((risks[bearer["risk"]], bearer.get("share", WHOLE) / WHOLE, shared + of_risk))
        yield group["frequency"], group.get("likeness", 0) / WHOLE, hits, shared


def play(model, years, generator):
    """The loss of each year by dimension: as it is now, with all planned controls, and with all but each."""
    names = [control["id"] for control in model.get("controls", [])]
    plans = [None] + (["all"] + names if names else [])
    losses = {(dimension, plan): numpy.zeros(years) for dimension in model["dimensions"] for plan in plans}
    for frequency, likeness, hits, thinning in sources(model):
        mu, sigma = lognormal(frequency)
        rate = numpy.exp(mu + sigma * generator.standard_normal(years)) / WHOLE if sigma else math.exp(mu) / WHOLE
        year = numpy.repeat(numpy.arange(years), generator.poisson(rate, years))
        chance, common = generator.random(len(year)), generator.standard_normal(len(year))
        for risk, share, changes in hits:
            for dimension, amount in risk["losses"].items():
                mu, sigma = lognormal(amount)
                own = generator.standard_normal(len(year))
                normal = math.sqrt(likeness) * common + math.sqrt(1 - likeness) * own
                loss = share * (numpy.exp(mu + sigma * normal) if sigma else numpy.full(len(year), float(amount)))
                for plan in plans:
                    kept = loss
                    if plan is not None:
                        kept = loss * left(changes, "loss", plan) * (chance < left(thinning, "frequency", plan))
                    losses[dimension, plan] += numpy.bincount(year, weights=kept, minlength=years)
    return losses


def expected(model, dimension, plan):
    total = 0
    for frequency, _, hits, thinning in sources(model):
        mu, sigma = lognormal(frequency)
        rate = math.exp(mu + sigma**2 / 2) / WHOLE * (1 if plan is None else left(thinning, "frequency", plan))
        for risk, share, changes in hits:
            if dimension in risk["losses"]:
                mu, sigma = lognormal(risk["losses"][dimension])
                total += rate * share * math.exp(mu + sigma**2 / 2) * (1 if plan is None else left(changes, "loss", plan))
    return total


def figure(statistic, *columns):
    """The figure and its standard error, from sections of the years."""
    parts = [numpy.array_split(column, SECTIONS) for column in columns]
    values = [statistic(*section) for section in zip(*parts)]
    return statistic(*columns), numpy.std(values, ddof=1) / math.sqrt(SECTIONS)


def quantile(losses, level):
    return numpy.percentile(losses, level / WHOLE * 100, method="inverted_cdf")


def fits(what, ours, theirs):
    (value, error), (right, other) = (ours["value"], ours["error"]), theirs
    check(what, abs(value - right) <= 5 * math.hypot(error, other) + 1, f"{value} ± {error}, numpy {right:.0f} ± {other:.0f}")


def distribution(what, ours, losses, right):
    check(f"{what}, expected", abs(ours["expected"] - right) <= 1 + 1e-9 * right, (ours["expected"], right))
    fits(f"{what}, mean", ours["mean"], figure(numpy.mean, losses))
    fits(f"{what}, any loss", ours["chance"], figure(lambda some: numpy.mean(some > 0) * WHOLE, losses))
    check(f"{what}, levels", [one["level"] for one in ours["quantiles"]] == LEVELS, ours["quantiles"])
    for one in ours["quantiles"]:
        fits(f"{what}, {one['level']}", one, figure(lambda some: quantile(some, one["level"]), losses))
    for point in ours["curve"]:
        fits(f"{what}, above {point['amount']}", point,
             figure(lambda some: numpy.mean(some > point["amount"]) * WHOLE, losses))


def saving(what, ours, more, less, right):
    check(f"{what}, expected", abs(ours["expected"] - right) <= 2 + 1e-9 * right, (ours["expected"], right))
    fits(f"{what}, mean", ours["mean"], figure(lambda a, b: numpy.mean(a) - numpy.mean(b), more, less))
    for one in ours["quantiles"]:
        fits(f"{what}, {one['level']}", one,
             figure(lambda a, b: quantile(a, one["level"]) - quantile(b, one["level"]), more, less))


def compare(name, model, years=200_000):
    code, out, said = simulate(model)
    check(f"{name} is worked out", code == 0, said)
    if code:
        return
    check(f"{name}, again", simulate(model)[1] == out)
    losses = play(model, years, numpy.random.Generator(numpy.random.PCG64(20260101)))
    for ours in json.loads(out)["dimensions"]:
        dimension = ours["id"]
        what, now = f"{name}, {dimension}", losses[dimension, None]
        distribution(what, ours["current"], now, expected(model, dimension, None))
        if "planned" not in ours:
            continue
        planned, least = losses[dimension, "all"], expected(model, dimension, "all")
        distribution(f"{what}, planned", ours["planned"], planned, least)
        saving(f"{what}, saved", ours["saved"], now, planned, expected(model, dimension, None) - least)
        for control in ours["controls"]:
            saving(f"{what}, {control['id']}", control, losses[dimension, control["id"]], planned,
                   expected(model, dimension, control["id"]) - least)


# MARK: Portfolios


def interval(low, high):
    return {"low": low, "high": high}


ONE = {
    "years": 40_000, "seed": 11, "dimensions": ["economy"],
    "risks": [{"id": "R", "frequency": 800_000, "losses": {"economy": interval(1_000_000, 30_000_000)}}],
}
#: Steps of the scale that comes with Værn: a frequency of 0.02–0.1 and one open upwards; 100,000–500,000 kr., and below.
SCALE = {
    "years": 20_000, "seed": "18446744073709551615", "dimensions": ["economy", "contract", "regulation"],
    "risks": [
        {"id": "R1", "frequency": {"from": 20_000, "to": 100_000},
         "losses": {"economy": {"from": 10_000_000, "to": 50_000_000}, "contract": {"to": 10_000_000, "ratio": 5}}},
        {"id": "R2", "frequency": {"from": 2_500_000, "ratio": 5},
         "losses": {"economy": {"to": 10_000_000, "ratio": 5}, "contract": interval(10_000, 400_000)}},
        # One number: quantiles and thresholds stand on its multiples.
        {"id": "R3", "frequency": 300_000, "losses": {"regulation": 2_000_000}},
    ],
}
SHARED = {
    "years": 40_000, "seed": 3, "dimensions": ["economy"], "thresholds": [1_000_000, 5_000_000, 20_000_000, 100_000_000],
    "risks": [{"id": f"R{number}", "losses": {"economy": interval(500_000, 500_000 * (number + 2))}}
              | ({"frequency": 50_000 * number} if number % 2 else {}) for number in range(12)],
    "groups": [
        {"id": "platform", "frequency": interval(100_000, 800_000), "likeness": 600_000,
         "bearers": [{"risk": f"R{number}"} for number in range(12)]},
        {"id": "supplier", "frequency": 300_000,
         "bearers": [{"risk": f"R{number}", "share": 250_000} for number in range(0, 12, 3)]},
    ],
    "controls": [
        {"id": "second supplier", "effects": [{"group": "supplier", "frequency": 100_000}]},
        {"id": "backup", "effects": [{"risk": f"R{number}", "loss": 400_000} for number in range(6)]},
        {"id": "operations", "effects": [{"group": "platform", "frequency": 500_000, "loss": 900_000},
                                         {"risk": "R1", "frequency": 0}]},
    ],
}


def refusals():
    """What cannot be used is refused with its path, before anything is worked out."""
    def wrong(path, *steps, value=None):
        model = copy.deepcopy(SHARED)
        place = model
        for step in steps[:-1]:
            place = place[step]
        if value is None:
            del place[steps[-1]]
        else:
            place[steps[-1]] = value
        code, out, said = simulate(model)
        check(f"{path} is refused", code == 1 and out == "" and f" {path}:" in said, (code, out[:200], said))

    wrong("risks[3].losses.economy", "risks", 3, "losses", "economy", value=interval(2, 1))
    wrong("risks[3].losses.economy", "risks", 3, "losses", "economy", value={"low": 2})
    wrong("risks[3].losses", "risks", 3, "losses", "money", value=7)
    wrong("risks[0].frequency", "risks", 0, "frequency", value=0.5)
    wrong("risks[0]", "risks", 0, "frequncy", value=5)
    wrong("risks[1]", "risks", 1, "id", value="R0")
    wrong("groups[0]", "groups", 0, "frequency")
    wrong("groups[1].bearers[2].risk", "groups", 1, "bearers", 2, "risk", value="R99")
    wrong("controls[0].effects[0]", "controls", 0, "effects", 0, "risk", value="R1")
    wrong("controls[0].effects[0].frequency", "controls", 0, "effects", 0, "frequency", value=2_000_000)
    wrong("years", "years", value=12_345)
    wrong("seed", "seed", value=-1)
    wrong("thresholds[1]", "thresholds", 1, value="much")
    for text in ("", "{", "[]", "{} {}"):
        done = subprocess.run([BIN, "risk", "simulate", "--json", "-"], input=text, capture_output=True, text=True)
        check(f"{text!r} is refused", done.returncode == 1 and done.stderr.strip(), done)


if __name__ == "__main__":
    compare("one risk", ONE)
    compare("steps", SCALE)
    compare("shared causes", SHARED)
    refusals()
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)

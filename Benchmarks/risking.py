# SPDX-License-Identifier: MPL-2.0
"""Yearly losses of a large portfolio, beside the same worked out by numpy in the same run."""
import json
import sys
import time
from pathlib import Path

AIM = "< 2 s CPU"


def measure(bench, program, folder):
    """1,000 risks, 20 causes that 50 of them share each, and 100,000 years: once as it is, once with ten controls."""
    import numpy

    # The portfolios in numpy of the tests.
    sys.path.append(str(Path(__file__).resolve().parent.parent / "Tests" / "Risks"))
    import risks as numbers

    for name, controls in (("", 0), (", ten controls", 10)):
        model = portfolio(numpy, controls)
        file = folder / f"risks-{controls}.json"
        file.write_text(json.dumps(model))
        took = [bench.timed(program, "risk", "simulate", file) for _ in range(3)]
        told, wall, spent = min(took, key=lambda one: one[2])
        bench.line(f"100,000 years × 1,000 risks{name}", f"{spent:.2f}", f"s CPU ({wall:.2f} s)", None if controls else AIM)
        if controls:
            continue
        start = time.process_time()
        losses = in_numpy(numpy, numbers, model)
        theirs = time.process_time() - start
        bench.line("the same in numpy", f"{theirs:.2f}", f"s CPU, {theirs / spent:.1f} times as long")
        for level, one in zip(numbers.LEVELS, told["dimensions"][0]["current"]["quantiles"]):
            right, error = numbers.figure(lambda some: numbers.quantile(some, level), losses)
            apart = abs(one["value"] - right) / (one["error"] ** 2 + error**2) ** 0.5
            bench.line(f"quantile {level / 10_000:.0f} %: apart", f"{apart:.1f}", "standard errors", "< 5")


def portfolio(numpy, controls):
    """Frequencies from one in 200 years to 2.5 a year, by their logarithm; half of them are intervals."""
    generator = numpy.random.Generator(numpy.random.PCG64(1))
    risks = []
    for number in range(1_000):
        rate = int(5_000 * 500 ** generator.random())
        low = int(1_000_000 * 300 ** generator.random())
        frequency = {"low": rate // 2 + 1, "high": rate * 2} if number % 2 else rate
        risks.append({"id": f"R{number}", "frequency": frequency, "losses": {"economy": {"low": low, "high": low * 12}}})
    groups = [
        {"id": f"G{number}", "frequency": {"low": 50_000, "high": 500_000}, "likeness": 500_000,
         "bearers": [{"risk": f"R{number * 50 + bearer}"} for bearer in range(50)]} for number in range(20)]
    model = {"years": 100_000, "seed": 1, "dimensions": ["economy"], "risks": risks, "groups": groups}
    if controls:
        model["controls"] = [
            {"id": f"C{number}", "effects": [{"risk": f"R{number * 100 + some}", "frequency": 500_000, "loss": 800_000}
                                             for some in range(20)]} for number in range(controls)]
    return model


def in_numpy(numpy, numbers, model, years_at_once=5_000):
    """As an expert would write it: the events of all sources at once, in pieces that fit in memory."""
    generator = numpy.random.Generator(numpy.random.SFC64(2))
    all_sources = list(numbers.sources(model))
    rates = numpy.array([numbers.lognormal(frequency) for frequency, _, _, _ in all_sources])
    losses = []
    for _ in range(model["years"] // years_at_once):
        # A frequency that is an interval is drawn for each 25 years, as ours are.
        worlds = years_at_once // 25
        lam = numpy.exp(rates[:, :1] + rates[:, 1:] * generator.standard_normal((len(rates), worlds))) / numbers.WHOLE
        counts = generator.poisson(lam * 25)
        year_losses = numpy.zeros(years_at_once)
        for single in (True, False):
            kept = [index for index, (_, _, hits, _) in enumerate(all_sources) if (len(hits) == 1) == single]
            for chosen in [kept] if single else [[index] for index in kept]:
                events = counts[chosen]
                world = numpy.repeat(numpy.tile(numpy.arange(worlds), len(chosen)), events.ravel())
                year = world * 25 + generator.integers(0, 25, len(world))
                if single:
                    amounts = numpy.array([numbers.lognormal(all_sources[index][2][0][0]["losses"]["economy"])
                                           for index in chosen])
                    source = numpy.repeat(numpy.arange(len(chosen)), events.sum(axis=1))
                    loss = numpy.exp(amounts[source, 0] + amounts[source, 1] * generator.standard_normal(len(year)))
                else:
                    _, likeness, hits, _ = all_sources[chosen[0]]
                    amounts = numpy.array([numbers.lognormal(risk["losses"]["economy"]) for risk, _, _ in hits])
                    normal = likeness**0.5 * generator.standard_normal((len(year), 1)) \
                        + (1 - likeness) ** 0.5 * generator.standard_normal((len(year), len(hits)))
                    loss = numpy.exp(amounts[:, 0] + amounts[:, 1] * normal).sum(axis=1)
                year_losses += numpy.bincount(year, weights=loss, minlength=years_at_once)
        losses.append(year_losses)
    return numpy.concatenate(losses)

"""Made-up counts of a county, as the follow-up's tables show them, and the attacker who knows linear programming."""

from __future__ import annotations

import random
from typing import Dict, List, Tuple

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import lil_matrix

from drugscene_plugin.domain.counted import CellName, CellSystem, Relation
from drugscene_plugin.domain.suppression import Suppression

ZONES = ("inside", "beside", "elsewhere")


def counted_county(seed, scenes=63, lpos=18, municipalities=26, groups=8, all_groups=False, mean=12.0) -> CellSystem:
    """Counts per scene, LPO, municipality and county, by zone and crime group, with every total.

    Atoms (scene × LPO × municipality × zone × group) are not shown; the sums over them are.
    """
    rng = random.Random(seed)
    home = {lpo: rng.randrange(municipalities) for lpo in range(lpos)}
    atoms: Dict[Tuple[str, str, str, str, str], int] = {}

    def count(average):
        return int(rng.expovariate(1 / average)) if average else 0

    for g in range(groups):
        weight = mean * rng.choice((0.2, 0.5, 1.0, 3.0))
        for s in range(scenes):
            where = [(s % lpos, home[s % lpos])]
            if s % 9 == 0:  # straddles
                where.append(((s + 1) % lpos, home[(s + 1) % lpos]))
            for zone in ("inside", "beside"):
                for lpo, m in where:
                    atoms[f"s{s:02}", f"l{lpo:02}", f"m{m:02}", zone, f"g{g}"] = count(weight)
        for lpo in range(lpos):
            for m in sorted({home[lpo], lpo % municipalities}):
                atoms["-", f"l{lpo:02}", f"m{m:02}", "elsewhere", f"g{g}"] = count(weight * 20)
    sums: Dict[CellName, List[CellName]] = {}
    values: Dict[CellName, int] = {}

    def add(total, part):
        if part not in sums.setdefault(total, []):
            sums[total].append(part)

    for (s, lpo, m, z, g), value in atoms.items():
        atom = ("atom", s, lpo, m, z, g)
        values[atom] = value
        for unit, kind in ((s, "scene"), (lpo, "lpo"), (m, "municipality"), ("-", "county")):
            if kind == "scene" and z == "elsewhere":
                continue
            add((kind, unit, z, g), atom)
            add((kind, unit, "all", g), (kind, unit, z, g))
            if all_groups:
                add((kind, unit, z, "all"), (kind, unit, z, g))
                add((kind, unit, "all", "all"), (kind, unit, z, "all"))
    for total in sorted(sums, key=lambda t: (t[2] == "all", t[3] == "all")):
        values[total] = sum(values[part] for part in sums[total])
    relations = tuple(Relation(total, tuple(parts)) for total, parts in sums.items())
    return CellSystem(values, relations, frozenset(name for name in values if name[0] != "atom"))


def attacked(found: Suppression, cells=None) -> Dict[CellName, float]:
    """By protected cell, how wide a range linear programming leaves an attacker who has all that is shown.

    He knows every shown cell, every sum, that no count is negative, and that a withheld one is none of the shown zeros.
    """
    system, rules = found.system, found.rules
    hidden = sorted(n for n in system.values if n not in system.shown or found.withholds(n))
    column = {name: index for index, name in enumerate(hidden)}
    rows, constants = [], []
    for relation in system.relations:
        signs: Dict[int, int] = {}
        constant = 0
        for name, sign in ((relation.total, -1), *((part, 1) for part in relation.parts)):
            if name in column:
                signs[column[name]] = signs.get(column[name], 0) + sign
            else:
                constant -= sign * system.values[name]
        if signs:
            rows.append(signs)
            constants.append(constant)
    matrix = lil_matrix((len(rows), len(hidden)))
    for index, signs in enumerate(rows):
        for where, sign in signs.items():
            matrix[index, where] = sign
    least = [1 if name in system.shown and rules.show_zero else 0 for name in hidden]
    bounds = [(low, None) for low in least]
    widths = {}
    for name in sorted(found.protected if cells is None else cells):
        ends = []
        for sign in (1, -1):
            goal = np.zeros(len(hidden))
            goal[column[name]] = sign
            kwargs = {"A_eq": matrix.tocsr(), "b_eq": constants} if rows else {}
            answer = linprog(goal, bounds=bounds, method="highs", **kwargs)
            ends.append(np.inf if answer.status == 3 else sign * answer.fun)
            assert answer.status in (0, 3), answer.message
        widths[name] = ends[1] - ends[0] if np.isfinite(ends[1]) else np.inf
    return widths

"""Identity numbers and phone numbers are found in free text; the numbers that analysts write all day are not."""

from __future__ import annotations

import pytest

from drugscene_plugin.domain.personal_data import PersonalDataKind, find_personal_data, masked

IDENTITY, COORDINATION, PHONE = PersonalDataKind


def with_check_digit(nine):
    """Ten digits: the nine given, and the check digit."""
    total = 0
    for index, digit in enumerate(nine):
        product = int(digit) * (2 if index % 2 == 0 else 1)
        total += product // 10 + product % 10
    return nine + str(-total % 10)


def kinds(text):
    return [found.kind for found in find_personal_data(text)]


BORN = with_check_digit("850709980")
COORDINATED = with_check_digit("701063239")


@pytest.mark.parametrize(
    "number",
    [
        f"{BORN[:6]}-{BORN[6:]}",
        BORN,
        f"19{BORN}",
        f"19{BORN[:6]}-{BORN[6:]}",
        f"{BORN[:6]}+{BORN[6:]}",
        f"{BORN[:6]} - {BORN[6:]}",
        f"{BORN[:6]}–{BORN[6:]}",
        f"{BORN[:6]} {BORN[6:]}",
        "121212-1212",
    ],
)
@pytest.mark.parametrize("around", ["{}", "pnr:{}.", "seen ({}), twice", "_{}_", "nr {}\nand more", "”{}”"])
def test_an_identity_number_is_found_in_every_way_of_writing(number, around):
    text = around.format(number)
    (found,) = find_personal_data(text)
    assert found.kind is IDENTITY
    assert text[found.start : found.end] == number


def test_a_coordination_number_has_sixty_added_to_the_day():
    assert COORDINATED[4:6] == "63"
    assert kinds(f"{COORDINATED[:6]}-{COORDINATED[6:]}") == [COORDINATION]
    assert kinds(f"19{COORDINATED}") == [COORDINATION]


def test_every_wrong_check_digit_is_none():
    right = BORN[-1]
    for digit in "0123456789":
        assert kinds(f"{BORN[:6]}-{BORN[6:9]}{digit}") == ([IDENTITY] if digit == right else [])


@pytest.mark.parametrize("nine", ["851309980", "850732980", "850700980", "850792980", "230229123"])
def test_what_is_no_date_is_no_identity_number(nine):
    number = with_check_digit(nine)
    assert kinds(f"{number[:6]}-{number[6:]}") == []


def test_a_leap_day_counts_in_either_century():
    number = with_check_digit("000229123")  # 2000 had one, 1900 had none
    assert kinds(f"{number[:6]}-{number[6:]}") == [IDENTITY]
    assert kinds(f"19{number}") == []


@pytest.mark.parametrize(
    "number",
    [
        "070-123 45 67",
        "0701234567",
        "070 123 45 67",
        "070-1234567",
        "076-12 34 567",
        "073-123-45-67",
        "+46 70 123 45 67",
        "+46701234567",
        "+46 (0)70-123 45 67",
        "0046 70 123 45 67",
        "08-123 45 67",
        "08-12 34 56",
        "08-1234567",
        "08 123 45 67",
        "(08) 123 45 67",
        "08/123 45 67",
        "08-123-45-67",
        "031-12 34 56",
        "0480-123 45",
        "0480-12345",
        "+46 8 123 45 67",
        "+46-480-12345",
    ],
)
@pytest.mark.parametrize("around", ["{}", "Call {}.", "({}), evenings", "tel:{}\n"])
def test_a_swedish_phone_number_is_found_in_every_way_of_writing(number, around):
    text = around.format(number)
    (found,) = find_personal_data(text)
    assert found.kind is PHONE
    assert text[found.start : found.end].strip("()") in (number, number.strip("()"))


@pytest.mark.parametrize("text", ["tel 081234567", "Telefon: 048012345", "ring 0311234567"])
def test_a_land_line_in_one_piece_is_found_behind_a_word_that_says_so(text):
    assert kinds(text) == [PHONE]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mapped in 2021, 2023 and 2024; known since 1998",
        "LPO 531210, 531230 and 531360 in 5312",
        "531210 2023",
        "531230 2024 531240 2025",
        "municipalities 0114 0115 0117 0180 0182",
        "codes 0312, 0313; 5005 5010 5011; 9391-9399",
        "0355 0357 0375 0377 9373 9380",
        "5000-K123456-23",
        "0201-K850709-98",
        "dnr A123.456/2023 and 2023-10-0123",
        "area 12 500 m² or 0.0125 km², 185 000 m2",
        "N 6580822, E 674032",
        "6580822.25 674032.75",
        "59.329323, 18.068581",
        "0.0701234567",
        "2023-10-01 to 2024-02-20",
        "01-10-2023 and 08-10-2023",
        "231001",
        "kl 08-16 and 18-22",
        "hours 08 12 16 20",
        "08:00-16:00, 0800-1600",
        "SKU 12345678901234567890",
        f"x{BORN}",
        f"{BORN}7",
        f"12.{BORN}",
        "0123456789",
        "s-0a1b2c3d",
        "48 scenes, 70 %, 64 − 12 + 11 = 63",
    ],
)
def test_the_numbers_of_every_day_are_no_false_alarm(text):
    assert kinds(text) == []


def test_every_year_behind_every_area_code_is_no_false_alarm():
    for code in range(531210, 531380, 10):
        for year in range(1990, 2030):
            assert kinds(f"{code} {year}") == []


def test_several_are_found_in_the_order_of_the_text():
    assert kinds(f"070-123 45 67 is {BORN[:6]}-{BORN[6:]}, or {COORDINATED}") == [PHONE, IDENTITY, COORDINATION]


def test_the_number_itself_is_nowhere_in_what_is_told():
    for number in (f"{BORN[:6]}-{BORN[6:]}", "070-123 45 67"):
        (found,) = find_personal_data(number)
        assert number not in repr(found)
        assert found.masked[2:].count("•") == sum(c.isdigit() for c in number) - 2
        assert not any(c.isdigit() for c in found.masked[2:])


def test_a_masked_number_keeps_its_shape():
    assert masked("+46 70 123 45 67") == "+46 •• ••• •• ••"

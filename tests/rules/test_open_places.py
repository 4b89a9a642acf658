"""Rules about a vacancy's facts say nothing of one that is still to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from running import run

if TYPE_CHECKING:
    from example import Example

OPEN = 'post_number: "{{ ? number }}"\ncontact: "{{ ? whom }}"\n'


def test_an_open_contact_lacks_no_address_and_open_numbers_are_not_the_same(
    example: Example,
) -> None:
    example.vacancy(OPEN)
    example.copy("vacancies/one.yaml", "two.yaml")
    said = run("check", "--draft", folder=example.root)
    assert said.returncode == 0
    assert "VA02" not in said.stderr
    assert "VA03" not in said.stderr
    example.vacancy("contact: Jo\npost_number: A\n")
    example.copy("vacancies/one.yaml", "two.yaml")
    said = run("check", "--draft", folder=example.root)
    assert "VA02" in said.stderr
    assert "VA03" in said.stderr

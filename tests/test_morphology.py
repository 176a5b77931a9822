import pytest

from flows.language.morphology import active_form, verb_forms, with_clitics


@pytest.mark.parametrize(
    ("stem", "form"),
    [
        ("kecam", "mengecam"), ("tolak", "menolak"), ("protes", "memprotes"), ("kritik", "mengkritik"),
        ("sambut", "menyambut"),
        ("puji", "memuji"), ("undang", "mengundang"), ("bantah", "membantah"), ("dukung", "mendukung"),
        ("luncur", "meluncur"),
        ("hukum", "menghukum"), ("veto", "memveto"), ("janji", "menjanji"), ("ratifikasi", "meratifikasi"),
    ],
)  # fmt: skip
def test_nasal_prefix(stem, form):
    assert active_form(stem) == form


def test_forms_of_a_verb_carry_their_voice():
    assert verb_forms("luncur", "kan", "") == [
        ("meluncurkan", "active"),
        ("diluncurkan", "passive"),
        ("luncurkan", "bare"),
    ]


def test_given_active_forms_replace_the_rule():
    assert verb_forms("sah", "kan", "mengesahkan")[0] == ("mengesahkan", "active")


def test_clitics_are_written_together():
    assert "mengecamnya" in with_clitics("mengecam")

"""Which names are places, and where events happen."""

import pytest

from reading import facts_of


def places_of(text):
    mentions = facts_of(text)["mention"].filter(entity_type="place")
    return mentions["entity"].to_list()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Korea Utara menembakkan artileri di dekat Pulau Kojedo, Selasa.", ["Pulau Kojedo"]),
        ("Pesawat itu mendarat di bandara Kuala Lumpur pada Rabu.", ["bandara Kuala Lumpur"]),
        ("Prajurit itu dikirim ke Fort Zabara, Texas.", ["Fort Zabara", "Texas"]),
        ("Latihan digelar di perairan sekitar Okinawa.", ["perairan sekitar Okinawa"]),
        ("Latihan digelar di perairan Guam.", ["Guam"]),
        ("Presiden Joko Widodo melawat ke Seoul dan Tokyo.", ["Seoul", "Tokyo"]),
        ("Juru bicara Gedung Putih Jen Psaki menolak menjawab.", []),
        ("Angkatan Laut Jepang menolak menjawab.", []),
    ],
)
def test_names_of_places(text, expected):
    assert places_of(text) == expected

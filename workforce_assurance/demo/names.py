"""Invented names from several cultures, each used once, with an address made from it."""

from __future__ import annotations

import random
import unicodedata

CULTURES: tuple[tuple[str, str], ...] = (
    (
        (
            "Alice Amelia Beth Callum Charlotte Daniel Eleanor Gareth "
            "Grace Harriet Imogen Jack Laura Martin Owen Rhiannon Thomas"
        ),
        (
            "Ashworth Barlow Carver Draycott Ellery Fenwick Garside "
            "Hallam Holloway Kershaw Langley Marlowe Pryce Sedgwick Thorne"
        ),
    ),
    (
        "Ama Chidi Efua Emeka Femi Ifeoma Kofi Kwame Ngozi Nneka Obinna Sade Temi Tunde Yaa Zola",
        "Adeyemi Amoah Asante Balogun Boateng Chukwu Danso Eze Mensah Nwosu Obi Okafor Okoro Owusu Sarpong",
    ),
    (
        "Aisha Amir Bilal Farah Hamza Hina Imran Layla Mariam Nadia Omar Rashid Sana Tariq Yusuf Zainab",
        "Ahmadi Akhtar Anwar Aziz Chaudhry Farooqi Haddad Hashmi Iqbal Karim Mirza Nasser Qureshi Rahman Siddiqui",
    ),
    (
        "Anjali Arjun Deepa Harpreet Jasmin Kavita Manpreet Meera Nikhil Priya Rajan Rohan Sunita Tara Vikram",
        "Bains Bhatt Chopra Desai Dhillon Gill Iyer Joshi Kapoor Mehta Nair Patel Rao Sandhu Sharma",
    ),
    (
        "Agnieszka Andrei Bogdan Danuta Elena Ewa Irina Jakub Katarzyna Luca Marek Milena Oksana Piotr Sorin Tomasz",
        "Balan Bielska Dragan Ionescu Kaminski Kovalenko Lis Marin Nowicki Petrova Popa Sikora Stoica Wrona Zielinska",
    ),
    (
        "Aoife Brendan Cara Ciaran Declan Eilidh Fergus Fiona Iain Maeve Niamh Oisin Orla Rory Siobhan",
        (
            "Byrne Callaghan Devlin Doyle Drummond Gallagher Kinsella "
            "Lennox MacAulay McBride Nolan Quigley Rafferty Sinclair Tierney"
        ),
    ),
    (
        "Ana Bruno Camila Carlos Diego Elisa Ines Joana Lucia Mateus Paula Rafael Sofia Tiago Ximena",
        "Alves Barros Cardenas Castro Duarte Esteves Figueira Lima Morales Navarro Pinto Quintero Ramos Salazar Vidal",
    ),
    (
        "Bao Chen Hana Haruka Jin Kenji Lan Linh Mai Mei Minh Naoko Sora Thao Wei Yuna",
        "Cheung Dinh Fujita Hoang Kwan Lam Mori Ngo Okada Pham Shen Tran Wada Xu Yip",
    ),
    (
        "Abdi Amina Bethlehem Dawit Eden Faduma Hodan Liban Mahad Meron Nasra Samira Selam Tesfaye Yonas",
        "Abebe Ali Desta Farah Gebre Hersi Kebede Mohamud Nur Osman Tadesse Tekle Warsame Yohannes Zewdu",
    ),
    (
        "Camille Denzel Dionne Jermaine Keisha Leon Marcia Marlon Monique Natasha Sherice Tyrell Winston Yvonne",
        "Baptiste Campbell Clarke Francis Gayle Grant Henry Lewis Mullings Palmer Reid Samuels Thompson Walcott",
    ),
)


class Names:
    """Draws names; none is drawn twice, and no two people share an address."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._cultures = [(given.split(), family.split()) for given, family in CULTURES]
        self._used: set[str] = set()

    def draw(self) -> tuple[str, str]:
        """A full name and its address."""
        while True:
            given, family = self._rng.choice(self._cultures)
            name = f"{self._rng.choice(given)} {self._rng.choice(family)}"
            if name not in self._used:
                self._used.add(name)
                return name, address(name)


def address(name: str) -> str:
    """ "Aoife McBride" at aoife.mcbride@example.org."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return f"{plain.replace(' ', '.')}@example.org"

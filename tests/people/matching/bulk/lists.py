"""Small invented lists for the tests of the bulk path."""

import random
from pathlib import Path

GIVEN = "Somchai Nok Aung Moe Thida Wei Ming Ravi Anil Sunita Maria Jose Fatima Omar Hanna"
FAMILY = (
    "Jaidee Suksai Srithong Chanpen Thongdee Kyaw Htun Perera Fernando Silva Tamang "
    "Gurung Sharma Hussain Rahman Khan Tesfaye Bekele Santos Reyes Garcia Nguyen Tran "
    "Lim Tan Wong Chen Zhang"
)


def people(size: int, seed: int = 1) -> list[dict[str, str]]:
    """Records of as many people, each with the person's number under `person`."""
    chance = random.Random(seed)
    return [
        {
            "person": str(number),
            "given_name": chance.choice(GIVEN.split()),
            "family_name": chance.choice(FAMILY.split())
            + chance.choice(["", "porn", "wit", "nan"]),
            "birth_date": f"{chance.randint(1960, 2005)}-{chance.randint(1, 12):02d}"
            f"-{chance.randint(1, 28):02d}",
            "postcode": str(chance.randint(10000, 10400)),
        }
        for number in range(size)
    ]


def again(rows: list[dict[str, str]], seed: int = 2) -> list[dict[str, str]]:
    """The same people written down by somebody else: swapped names, a letter lost, no postcode."""
    chance = random.Random(seed)
    made = []
    for row in rows:
        other = dict(row)
        kind = chance.randrange(4)
        if kind == 0:
            other["given_name"], other["family_name"] = row["family_name"], row["given_name"]
        elif kind == 1:
            other["family_name"] = row["family_name"][:-1]
        elif kind == 2:
            other["postcode"] = ""
        made.append(other)
    return made


def written(path: Path, rows: list[dict[str, str]], prefix: str = "") -> Path:
    """The rows as a CSV file without the person; ids are the rows' numbers behind the prefix."""
    names = [name for name in rows[0] if name != "person"]
    lines = [",".join(["id", *names])]
    lines += [
        ",".join([f"{prefix}{number}", *(row[name] for name in names)])
        for number, row in enumerate(rows)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path

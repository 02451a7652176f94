"""`wayhome calibrate`: what was learnt and whether it is used; a named person switches it off."""

TAUGHT = """
from wayhome.people.models import Calibration
from wayhome.people.weights import shipped_version
from wayhome.accounts.services import add_user
add_user(username="made-up", agency=None, role="platform-operator",
         password="made-up-river-2026", actor=None)
Calibration.objects.create(parameters=shipped_version(), slopes={"name": 0.8}, shift=0.5,
    labels=400, same=200, loss=0.3, loss_before=0.4, error=0.02, wins=True)
"""
STATE = """
from wayhome.audit.models import Entry
from wayhome.people.models import Calibration
entry = Entry.objects.get(action="weights.off")
made = Calibration.objects.get()
print(json.dumps([entry.actor, entry.subject == str(made), made.switched_off_at is not None]))
"""


def test_too_few_answers_are_a_clear_answer(node):
    told = node.run("calibrate")
    assert told.returncode == 1
    assert "0 of 300" in told.stderr


def test_switching_off_needs_a_name_that_is_known(node):
    for call, words in (
        (["calibrate", "--off"], "--by"),
        (["calibrate", "--off", "--by", "nobody-here"], "nobody-here"),
    ):
        told = node.run(*call)
        assert told.returncode == 2
        assert words in told.stderr


def test_a_named_person_switches_off_and_the_log_says_so(node):
    node.ask(TAUGHT)
    told = node.run("calibrate", "--off", "--by", "made-up")
    assert told.returncode == 0, told.stderr
    assert "no longer used" in told.stdout
    assert node.ask(STATE) == ["user:made-up", True, True]
    assert "no learnt weights" in node.run("calibrate", "--off", "--by", "made-up").stdout

"""The chain's beginning, and the triggers that keep entries as they were written."""

from django.db import migrations

from wayhome.audit import triggers
from wayhome.audit.chain import GENESIS


def begin(apps, schema_editor):
    apps.get_model("audit", "Head").objects.create(id=1, number=0, digest=GENESIS)
    triggers.install(schema_editor.connection)


def end(apps, schema_editor):
    triggers.remove(schema_editor.connection)
    apps.get_model("audit", "Head").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(begin, end)]

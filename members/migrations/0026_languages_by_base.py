"""Languages are kept without the variety of a country or script: "pt-br" is Portuguese."""

import secrets

from django.db import migrations


def without_varieties(apps, schema_editor):
    row_model = apps.get_model("members", "WorkingLanguage")
    rows = row_model.objects.filter(code__contains="-")
    if not rows.exists():
        return
    for row in rows:
        base = row.code.split("-")[0]
        if row_model.objects.filter(member_id=row.member_id, code=base).exists():
            row.delete()
        else:
            row.code = base
            row.save(update_fields=["code"])
    # Whatever is kept outside the database is made anew under another stamp.
    apps.get_model("members", "DirectoryVersion").objects.update(stamp=secrets.token_hex(16))


class Migration(migrations.Migration):
    dependencies = [("members", "0025_import_decisions")]

    operations = [migrations.RunPython(without_varieties, migrations.RunPython.noop)]

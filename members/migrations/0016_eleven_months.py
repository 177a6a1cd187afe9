import django.core.validators
from django.db import migrations, models


def bring_forward(apps, schema_editor):
    """Give the new default to whoever still has the old one; who chose another keeps it."""
    apps.get_model("members", "Federation").objects.filter(check_months=12).update(check_months=11)


def put_back(apps, schema_editor):
    """Give the old default back."""
    apps.get_model("members", "Federation").objects.filter(check_months=11).update(check_months=12)


class Migration(migrations.Migration):
    dependencies = [("members", "0015_invitations_to_many")]

    operations = [
        migrations.AlterField(
            model_name="federation",
            name="check_months",
            field=models.PositiveSmallIntegerField(
                default=11,
                help_text="So long after a member last confirmed its profile, its owners are asked again.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(60),
                ],
                verbose_name="months between two checks",
            ),
        ),
        migrations.RunPython(bring_forward, put_back),
    ]

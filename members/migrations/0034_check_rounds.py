from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("members", "0033_introductions")]

    operations = [
        migrations.RenameModel("Round", "CheckRound"),
        migrations.RenameModel("Ask", "CheckRecipient"),
        migrations.RenameModel("WeekOfNumbers", "WeeklySnapshot"),
    ]

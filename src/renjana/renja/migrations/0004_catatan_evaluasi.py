from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('renja', '0003_triwulan_dan_asal'),
    ]

    operations = [
        migrations.AddField(
            model_name='renja',
            name='catatan_evaluasi',
            field=models.JSONField(blank=True, default=dict, verbose_name='catatan evaluasi tahun berjalan'),
        ),
    ]

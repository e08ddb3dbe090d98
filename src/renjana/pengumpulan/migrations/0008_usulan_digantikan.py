from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pengumpulan', '0007_format_disiapkan'),
    ]

    operations = [
        migrations.AlterField(
            model_name='usulanrapat',
            name='status',
            field=models.CharField(choices=[('menunggu', 'Menunggu bidang'), ('diterapkan', 'Diterapkan'), ('dijawab', 'Dijawab dengan alasan'), ('digantikan', 'Digantikan')], default='menunggu', max_length=10),
        ),
    ]

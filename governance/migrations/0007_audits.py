# The tables of audits.

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0006_evidence_packs'),
        ('people', '0006_when_support_answers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='agendaitem',
            name='heading',
            field=models.CharField(choices=[('minutes', 'Minutes of the last meeting'), ('deferred', 'Deferred from the last meeting'), ('signals', 'Signals in the measures'), ('looks', 'Did it work? Actions to look at, one by one'), ('past_date', 'Actions past their date'), ('to_check', 'Actions that wait for their check'), ('findings', 'Open findings of audits'), ('repeats', 'Themes that repeat'), ('restrictions', 'Restrictive decisions that lapsed or were renewed'), ('appeals', 'Appeals'), ('escalations', 'Escalations that nobody has answered'), ('added', 'Added by hand')], max_length=12),
        ),
        migrations.CreateModel(
            name='Audit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('once', models.UUIDField(editable=False, unique=True)),
                ('reference', models.CharField(max_length=11, unique=True)),
                ('of', models.CharField(choices=[('supervision', 'Supervision records'), ('actions', 'The action log')], max_length=11)),
                ('first_on', models.DateField()),
                ('last_on', models.DateField()),
                ('wanted', models.PositiveSmallIntegerField()),
                ('lots', models.CharField(blank=True, choices=[('', 'No: how often each check is met, over all teams'), ('80_50', 'Yes: 19 of each team, accepted from 13 (80 per cent is good, 50 is poor)'), ('90_60', 'Yes: 19 of each team, accepted from 15 (90 per cent is good, 60 is poor)'), ('95_65', 'Yes: 19 of each team, accepted from 16 (95 per cent is good, 65 is poor)')], default='', max_length=5)),
                ('second_share', models.PositiveSmallIntegerField()),
                ('seed', models.CharField(max_length=64)),
                ('population', models.PositiveIntegerField()),
                ('size', models.PositiveIntegerField()),
                ('drawn_at', models.DateTimeField()),
                ('drawn_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('teams', models.ManyToManyField(related_name='+', to='people.team')),
            ],
            options={
                'ordering': ('-drawn_at', 'reference'),
            },
        ),
        migrations.CreateModel(
            name='AuditUnit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('subject_id', models.UUIDField()),
                ('parties', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('is_drawn', models.BooleanField()),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('left_out_because', models.CharField(blank=True, choices=[('no_record', 'No record was written'), ('unfinished', 'Its record is still being written')], default='', max_length=10)),
                ('audit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='governance.audit')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.team')),
            ],
            options={
                'ordering': ('number', 'id'),
            },
        ),
        migrations.CreateModel(
            name='AuditReading',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('part', models.CharField(choices=[('first', 'First reading'), ('second', 'Second reading')], max_length=6)),
                ('state', models.CharField(choices=[('waits', 'Waits'), ('given', 'Given')], default='waits', max_length=5)),
                ('given_at', models.DateTimeField(blank=True, null=True)),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='governance.auditunit')),
            ],
            options={
                'ordering': ('unit__number', 'part'),
            },
        ),
        migrations.AddConstraint(
            model_name='audit',
            constraint=models.CheckConstraint(condition=models.Q(('first_on__lte', models.F('last_on'))), name='an_audit_has_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='audit',
            constraint=models.CheckConstraint(condition=models.Q(('second_share', 0), models.Q(('second_share__gte', 10), ('second_share__lte', 20)), _connector='OR'), name='none_or_a_tenth_to_a_fifth_is_read_twice'),
        ),
        migrations.AddConstraint(
            model_name='audit',
            constraint=models.CheckConstraint(condition=models.Q(('size__gte', 1), ('size__lte', models.F('population')), ('wanted__gte', 1), ('wanted__lte', 100)), name='an_audit_reads_something_and_not_everything_there_ever_was'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='audit',
            trigger=pgtrigger.compiler.Trigger(name='a_drawn_audit_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1834b9d4b241122c01419cd2bd246a6e12ac7ce9', operation='UPDATE OR DELETE', pgid='pgtrigger_a_drawn_audit_never_changes_95471', table='governance_audit', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='auditunit',
            constraint=models.UniqueConstraint(fields=('audit', 'subject_id'), name='a_record_stands_once_in_an_audit'),
        ),
        migrations.AddConstraint(
            model_name='auditunit',
            constraint=models.UniqueConstraint(fields=('audit', 'number'), name='a_number_stands_for_one_record_of_an_audit'),
        ),
        migrations.AddConstraint(
            model_name='auditunit',
            constraint=models.CheckConstraint(condition=models.Q(('is_drawn', False), ('left_out_because', ''), _connector='OR'), name='what_an_audit_leaves_out_is_not_drawn'),
        ),
        migrations.AddConstraint(
            model_name='auditunit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_drawn', True), ('number__isnull', False)), models.Q(('is_drawn', False), ('number__isnull', True)), _connector='OR'), name='what_is_drawn_has_a_number'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='auditunit',
            trigger=pgtrigger.compiler.Trigger(name='the_list_of_an_audit_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6a533ebbbf139440af46454572fdee3d52271cd8', operation='UPDATE OR DELETE', pgid='pgtrigger_the_list_of_an_audit_never_changes_a0d1a', table='governance_auditunit', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='auditreading',
            constraint=models.UniqueConstraint(fields=('unit', 'part'), name='a_record_has_each_reading_once'),
        ),
        migrations.AddConstraint(
            model_name='auditreading',
            constraint=models.UniqueConstraint(fields=('unit', 'reader'), name='nobody_reads_a_record_twice'),
        ),
        migrations.AddConstraint(
            model_name='auditreading',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('given_at__isnull', False), ('state', 'given')), models.Q(('given_at__isnull', True), ('state', 'waits')), _connector='OR'), name='a_given_reading_says_when'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='auditreading',
            trigger=pgtrigger.compiler.Trigger(name='whoever_reads_is_no_party', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF EXISTS (SELECT 1 FROM governance_auditunit u WHERE u.id = NEW.unit_id AND NEW.reader_id = ANY(u.parties)) THEN\n    RAISE EXCEPTION 'whoever reads for an audit has no part in what is read';\nEND IF;\nIF NOT EXISTS (SELECT 1 FROM governance_auditunit u WHERE u.id = NEW.unit_id AND u.is_drawn) THEN\n    RAISE EXCEPTION 'only what was drawn is read';\nEND IF;\nRETURN NEW;\n", hash='5d322e002d1cdda8fe4c0b5d19c6da33734194e4', operation='INSERT OR UPDATE', pgid='pgtrigger_whoever_reads_is_no_party_934ac', table='governance_auditreading', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='auditreading',
            trigger=pgtrigger.compiler.Trigger(name='a_given_reading_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" = \'given\')', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='12a251d06c217565c70ace5ba614f80f177b0e48', operation='UPDATE OR DELETE', pgid='pgtrigger_a_given_reading_never_changes_d1d5c', table='governance_auditreading', when='BEFORE')),
        ),
    ]

# Readings have a day, and are handed on.

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0015_where_measures_are_looked_for'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='auditreading',
            name='a_given_reading_never_changes',
        ),
        migrations.RemoveConstraint(
            model_name='auditreading',
            name='a_record_has_each_reading_once',
        ),
        migrations.RemoveConstraint(
            model_name='auditreading',
            name='a_given_reading_says_when',
        ),
        migrations.AddField(
            model_name='audit',
            name='read_by',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='auditreading',
            name='due_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='auditreading',
            name='next_check',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='auditreading',
            name='passed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='auditreading',
            name='passed_because',
            field=models.CharField(blank=True, choices=[('away', 'They are away'), ('has_a_part', 'They have a part in it, or came to have one'), ('too_close', 'They know it, or its people, too well to read it fairly'), ('no_time', 'They have no time for it before its day'), ('moves', 'They move or leave')], default='', max_length=10),
        ),
        migrations.AddField(
            model_name='auditreading',
            name='passed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='auditreading',
            name='passed_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='auditreading',
            name='ran_out_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='auditreading',
            name='reminder_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='auditreading',
            name='responsible',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='auditreading',
            name='state',
            field=models.CharField(choices=[('waits', 'Waits'), ('given', 'Given'), ('passed_on', 'Handed on')], default='waits', max_length=9),
        ),
        migrations.AddIndex(
            model_name='auditreading',
            index=models.Index(condition=models.Q(('next_check__isnull', False)), fields=['next_check'], name='audit_reading_to_check_next'),
        ),
        migrations.AddIndex(
            model_name='auditreading',
            index=models.Index(condition=models.Q(('state', 'waits')), fields=['reader', 'due_at'], name='audit_reading_of_person'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='auditreading',
            trigger=pgtrigger.compiler.Trigger(name='a_given_reading_never_changes', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (OLD."state" = \'waits\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6b7f6788c8a631ea6d4ad4d0ae72bb19260ed959', operation='UPDATE OR DELETE', pgid='pgtrigger_a_given_reading_never_changes_d1d5c', table='governance_auditreading', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='auditreading',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'passed_on'), _negated=True), fields=('unit', 'part'), name='a_record_has_each_reading_once'),
        ),
        migrations.AddConstraint(
            model_name='auditreading',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('given_at__isnull', False), ('next_check__isnull', True), ('state', 'given')), models.Q(models.Q(('state', 'given'), _negated=True), ('given_at__isnull', True)), _connector='OR'), name='a_given_reading_says_when'),
        ),
        migrations.AddConstraint(
            model_name='auditreading',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('next_check__isnull', True), ('passed_at__isnull', False), ('passed_by__isnull', False), ('passed_to__isnull', False), ('state', 'passed_on'), models.Q(('passed_because', ''), _negated=True)), models.Q(models.Q(('state', 'passed_on'), _negated=True), ('passed_at__isnull', True), ('passed_because', ''), ('passed_by__isnull', True), ('passed_to__isnull', True)), _connector='OR'), name='a_reading_that_was_handed_on_says_to_whom_when_and_why'),
        ),
        migrations.AddConstraint(
            model_name='auditreading',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_at__isnull', True), ('next_check__isnull', True), ('responsible__isnull', True)), models.Q(('due_at__isnull', False), ('responsible__isnull', False)), _connector='OR'), name='what_is_due_for_reading_has_somebody_above'),
        ),
    ]

# The tables of complaints.

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0012_strain_beside_restrictive_decisions'),
        ('people', '0006_when_support_answers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Complaint',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=12, unique=True)),
                ('once', models.UUIDField(editable=False, unique=True)),
                ('theme', models.CharField(max_length=40)),
                ('made_by', models.CharField(choices=[('person', 'Somebody whom we serve, or served'), ('advocate', 'Somebody who speaks for them'), ('family', 'Family or a friend'), ('neighbour', 'A neighbour or a passer-by'), ('agency', 'Another agency'), ('not_said', 'They did not say')], max_length=9)),
                ('came_by', models.CharField(choices=[('in_person', 'In person'), ('phone', 'By telephone'), ('letter', 'By letter or card'), ('email', 'By e-mail or a message'), ('form', 'On our form'), ('other_body', 'Through a regulator or an ombudsman')], max_length=10)),
                ('case_reference', models.CharField(blank=True, default='', max_length=40)),
                ('received_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('acknowledge_due_on', models.DateField()),
                ('answer_due_on', models.DateField()),
                ('state', models.CharField(choices=[('received', 'Received'), ('acknowledged', 'Acknowledged'), ('answered', 'Answered'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], default='received', max_length=12)),
                ('acknowledged_on', models.DateField(blank=True, null=True)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('found', models.CharField(blank=True, choices=[('upheld', 'Upheld'), ('partly', 'Upheld in part'), ('not_upheld', 'Not upheld')], default='', max_length=10)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('no_change', models.CharField(blank=True, choices=[('put_right', 'It was put right for this person, and it does not reach further'), ('already', 'What it asks for is under way already'), ('not_ours', 'Somebody else has to change it, and was told'), ('nothing', 'Nothing was found that has to change')], default='', max_length=9)),
                ('changed_at', models.DateTimeField()),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.team')),
            ],
            options={
                'ordering': ('-received_on', 'reference'),
            },
        ),
        migrations.CreateModel(
            name='ComplaintAbout',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('named_at', models.DateTimeField()),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='about', to='governance.complaint')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('told_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('named_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='ComplaintClock',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('acknowledge', 'Say that it came'), ('answer', 'Answer it')], max_length=11)),
                ('due_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('waits', 'Waits'), ('met', 'Met')], default='waits', max_length=5)),
                ('reminder_at', models.DateTimeField(blank=True, null=True)),
                ('next_check', models.DateTimeField(blank=True, null=True)),
                ('ran_out_at', models.DateTimeField(blank=True, null=True)),
                ('met_at', models.DateTimeField(blank=True, null=True)),
                ('asked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clocks', to='governance.complaint')),
                ('responsible', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ComplaintHandling',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('began_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handlings', to='governance.complaint')),
                ('handler', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('began_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='ComplaintLink',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('boundaries.decision', 'Restrictive decision'), ('debriefs.incident', 'Incident')], max_length=40)),
                ('subject_id', models.UUIDField()),
                ('linked_at', models.DateTimeField()),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='governance.complaint')),
                ('linked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('linked_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='ComplaintPolicy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('acknowledge_working_days', models.PositiveSmallIntegerField()),
                ('answer_working_days', models.PositiveSmallIntegerField()),
                ('counted_from', models.DateField()),
                ('set_at', models.DateTimeField()),
                ('set_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-set_at', '-pk'),
            },
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['-received_on', 'reference'], name='complaint_by_day'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['team', '-received_on'], name='complaint_of_team'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['recorded_by', '-received_on'], name='complaint_of_recorder'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['changed_at'], name='complaint_by_change'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('acknowledge_due_on__gt', models.F('received_on')), ('answer_due_on__gte', models.F('acknowledge_due_on'))), name='a_complaint_is_due_after_it_came'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('acknowledged_on__isnull', True), ('acknowledged_on__gte', models.F('received_on')), _connector='OR'), name='a_complaint_is_acknowledged_after_it_came'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('answered_on__isnull', True), models.Q(('acknowledged_on__isnull', False), ('answered_on__gte', models.F('acknowledged_on'))), _connector='OR'), name='a_complaint_is_answered_after_it_was_acknowledged'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['acknowledged', 'answered', 'closed']), _negated=True), ('acknowledged_on__isnull', False), _connector='OR'), name='an_acknowledged_complaint_says_since_when'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'received'), _negated=True), ('acknowledged_on__isnull', True), _connector='OR'), name='what_is_only_received_was_not_acknowledged'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_on__isnull', False), ('state__in', ('answered', 'closed')), models.Q(('found', ''), _negated=True)), models.Q(models.Q(('state__in', ('answered', 'closed')), _negated=True), ('answered_on__isnull', True), ('found', '')), _connector='OR'), name='an_answered_complaint_says_when_and_what_was_found'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('ended_by__isnull', False), ('state__in', ['closed', 'withdrawn'])), models.Q(models.Q(('state__in', ['closed', 'withdrawn']), _negated=True), ('ended_at__isnull', True), ('ended_by__isnull', True)), _connector='OR'), name='a_complaint_that_is_over_says_when_and_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('no_change', ''), ('state', 'closed'), _connector='OR'), name='only_a_closed_complaint_says_why_nothing_changes'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='complaint',
            trigger=pgtrigger.compiler.Trigger(name='a_complaint_moves_along_its_states', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" IS DISTINCT FROM (NEW."state"))', func="\nIF (OLD.state, NEW.state) NOT IN (('received', 'acknowledged'), ('received', 'answered'), ('received', 'withdrawn'), ('acknowledged', 'answered'), ('acknowledged', 'withdrawn'), ('answered', 'closed')) THEN\n    RAISE EXCEPTION 'a complaint moves along its states';\nEND IF;\nRETURN NEW;\n", hash='f74b4435e9aaca821090487b9949702fc40f38bb', operation='UPDATE OF "state"', pgid='pgtrigger_a_complaint_moves_along_its_states_43733', table='governance_complaint', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='complaint',
            trigger=pgtrigger.compiler.Trigger(name='when_a_complaint_came_and_its_clock_stay', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."acknowledge_due_on" IS DISTINCT FROM (NEW."acknowledge_due_on") OR OLD."answer_due_on" IS DISTINCT FROM (NEW."answer_due_on") OR OLD."once" IS DISTINCT FROM (NEW."once") OR OLD."received_on" IS DISTINCT FROM (NEW."received_on") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."reference" IS DISTINCT FROM (NEW."reference"))', func="RAISE EXCEPTION 'when a complaint came and its clock stay';", hash='bed23253162a3f940718f6fab5655ff46d115ec0', operation='UPDATE OF "received_on", "recorded_by_id", "acknowledge_due_on", "answer_due_on", "once", "reference"', pgid='pgtrigger_when_a_complaint_came_and_its_clock_stay_b7556', table='governance_complaint', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='complaintabout',
            constraint=models.UniqueConstraint(fields=('complaint', 'person'), name='a_complaint_names_somebody_once'),
        ),
        migrations.AddConstraint(
            model_name='complaintabout',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('told_at__isnull', True), ('told_by__isnull', True)), models.Q(('told_at__isnull', False), ('told_by__isnull', False)), _connector='OR'), name='who_was_told_says_when_and_by_whom'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='complaintabout',
            trigger=pgtrigger.compiler.Trigger(name='nobody_whom_it_is_about_handles_it', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF EXISTS (\n    SELECT 1 FROM governance_complainthandling h\n    WHERE h.complaint_id = NEW.complaint_id AND h.handler_id = NEW.person_id AND h.ended_at IS NULL\n) THEN\n    RAISE EXCEPTION 'nobody handles a complaint about themselves';\nEND IF;\nRETURN NEW;\n", hash='65a38211241895dc0a8847a31c8c53550cc0b390', operation='INSERT OR UPDATE', pgid='pgtrigger_nobody_whom_it_is_about_handles_it_bf20a', table='governance_complaintabout', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='complaintclock',
            index=models.Index(condition=models.Q(('next_check__isnull', False)), fields=['kind', 'next_check'], name='complaint_to_check_next'),
        ),
        migrations.AddIndex(
            model_name='complaintclock',
            index=models.Index(condition=models.Q(('state', 'waits')), fields=['asked', 'due_at'], name='complaint_clock_of_person'),
        ),
        migrations.AddConstraint(
            model_name='complaintclock',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waits')), fields=('complaint', 'kind'), name='a_complaint_waits_once_for_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='complaintclock',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('met_at__isnull', True), ('state', 'waits')), models.Q(('met_at__isnull', False), ('next_check__isnull', True), ('state', 'met')), _connector='OR'), name='what_is_met_of_a_complaint_is_checked_no_more'),
        ),
        migrations.AddIndex(
            model_name='complainthandling',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['handler'], name='handling_of_person'),
        ),
        migrations.AddConstraint(
            model_name='complainthandling',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('complaint',), name='one_person_handles_a_complaint'),
        ),
        migrations.AddConstraint(
            model_name='complainthandling',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('began_at')), _connector='OR'), name='handling_ends_after_it_began'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='complainthandling',
            trigger=pgtrigger.compiler.Trigger(name='nobody_handles_a_complaint_about_themselves', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF NEW.ended_at IS NULL AND EXISTS (\n    SELECT 1 FROM governance_complaintabout a WHERE a.complaint_id = NEW.complaint_id AND a.person_id = NEW.handler_id\n) THEN\n    RAISE EXCEPTION 'nobody handles a complaint about themselves';\nEND IF;\nRETURN NEW;\n", hash='c99f23601287dec6b9cae538dc1a9eed7968b4b6', operation='INSERT OR UPDATE', pgid='pgtrigger_nobody_handles_a_complaint_about_themselves_f0ed7', table='governance_complainthandling', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='complaintlink',
            index=models.Index(fields=['kind', 'subject_id'], name='link_of_record'),
        ),
        migrations.AddConstraint(
            model_name='complaintlink',
            constraint=models.UniqueConstraint(fields=('complaint', 'kind', 'subject_id'), name='a_complaint_is_linked_once'),
        ),
        migrations.AddConstraint(
            model_name='complaintlink',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['boundaries.decision', 'debriefs.incident'])), name='a_complaint_is_linked_to_decisions_and_incidents'),
        ),
        migrations.AddConstraint(
            model_name='complaintpolicy',
            constraint=models.CheckConstraint(condition=models.Q(('acknowledge_working_days__gte', 1), ('answer_working_days__gte', models.F('acknowledge_working_days')), ('answer_working_days__lte', 130)), name='an_answer_takes_no_less_than_saying_that_it_came'),
        ),
        migrations.AddConstraint(
            model_name='complaintpolicy',
            constraint=models.CheckConstraint(condition=models.Q(('counted_from__day', 1)), name='complaints_are_counted_from_a_month_on'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='complaintpolicy',
            trigger=pgtrigger.compiler.Trigger(name='what_held_for_complaints_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c3781805ed999673983b50442ff4a9714ee86a4e', operation='UPDATE OR DELETE', pgid='pgtrigger_what_held_for_complaints_stays_e4af3', table='governance_complaintpolicy', when='BEFORE')),
        ),
    ]

"""Who may do what at which address. Written by hand from the confidentiality table of the design, never from the code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .world import (
    ADMINISTRATOR,
    DATA_PROTECTION,
    GOVERNANCE,
    INSPECTOR,
    MANAGER,
    OTHER_MANAGER,
    OTHER_SUPERVISOR,
    OTHER_WORKER,
    PEER,
    SERVICE_LEAD,
    SIGNED_IN,
    SUPERVISOR,
    WORKER,
    World,
)

# Pages of the sign-in library: its own tests and ours of signing in walk them.
FOREIGN_LIBRARIES = ("accounts/", "local/")

NONE: frozenset[str] = frozenset()
PARTIES = frozenset({WORKER, SUPERVISOR})
LINE = frozenset({SUPERVISOR, MANAGER, SERVICE_LEAD})
SETS_UP = frozenset({ADMINISTRATOR})
SUPERVISE_OR_MANAGE = frozenset({SUPERVISOR, MANAGER, SERVICE_LEAD, OTHER_SUPERVISOR, OTHER_MANAGER})
SEES_COMPLETION = frozenset({MANAGER, SERVICE_LEAD, OTHER_MANAGER, GOVERNANCE})
MANAGES = frozenset({MANAGER, SERVICE_LEAD, OTHER_MANAGER})
SEES_COVERAGE = SEES_COMPLETION | SETS_UP
SEES_SESSION = frozenset({WORKER, SUPERVISOR, MANAGER, SERVICE_LEAD, GOVERNANCE})
SEES_GROUP = SEES_SESSION
RUNS_GROUP = frozenset({SUPERVISOR})
MOVES_GROUP = frozenset({SUPERVISOR, MANAGER, SERVICE_LEAD})
SEES_EPISODE = frozenset({SUPERVISOR, MANAGER, SERVICE_LEAD, GOVERNANCE})


def _nothing(_world: World) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Expected:
    get: frozenset[str] = NONE
    post: frozenset[str] = NONE
    public: bool = False
    gone: bool = False
    of: Callable[[World], dict[str, Any]] = field(default=_nothing)
    # The key that, made up, has to answer exactly like a record of somebody else.
    missing: str = ""


def _id(key: str, record: str, **more: str) -> dict[str, Any]:
    """The keys of an address: a record's id, and other records' attributes ("section": "section.key")."""

    def of(world: World) -> dict[str, Any]:
        found: dict[str, Any] = {key: world.records[record].pk}
        for name, path in more.items():
            thing, _, attribute = path.partition(".")
            found[name] = getattr(world.records[thing], attribute)
        return found

    return {"of": of, "missing": key}


def _open(get: frozenset[str], post: frozenset[str] = NONE) -> Expected:
    return Expected(get=get, post=post)


PUBLIC = Expected(public=True)
EVERYBODYS = _open(SIGNED_IN)

COMMON = {
    "today": EVERYBODYS,
    "menu": EVERYBODYS,
    "style": EVERYBODYS,
    "signed_in": EVERYBODYS,
    **dict.fromkeys(("alive", "healthz", "theme", "session", "help_now", "who_sees_what", "accessibility"), PUBLIC),
}

RECORDS = {
    "record": Expected(get=PARTIES, **_id("pk", "response")),
    "record_section": Expected(get=PARTIES, post=PARTIES, **_id("pk", "response", section="section.key")),
    "record_autosave": Expected(post=PARTIES, **_id("pk", "response", section="section.key")),
    "record_conflict": Expected(get=PARTIES, post=PARTIES, **_id("pk", "response", section="section.key")),
    "record_check": Expected(get=PARTIES, **_id("pk", "response")),
    "record_finish": Expected(post=frozenset({SUPERVISOR}), **_id("pk", "response")),
    "record_reopen": Expected(post=frozenset({SUPERVISOR}), **_id("pk", "response")),
    "record_read": Expected(get=PARTIES, **_id("pk", "response")),
    "record_sign": Expected(get=PARTIES, post=PARTIES, **_id("pk", "response")),
    "record_statement": Expected(get=PARTIES, post=PARTIES, **_id("pk", "response")),
    "record_amend": Expected(get=PARTIES, post=PARTIES, **_id("pk", "response")),
    "record_history": Expected(get=PARTIES, **_id("pk", "response")),
    "record_last_time": Expected(get=PARTIES, **_id("pk", "response")),
}

SESSION = _id("session_id", "session")
# The worker is invited, the supervisor facilitates; the peer is of the same team and not in it.
GROUP = _id("group_id", "group")
AGREEMENT = _id("agreement_id", "agreement")
POLICY, DRAFT_POLICY = _id("policy_id", "policy"), _id("policy_id", "draft_policy")
EVERYBODY_POSTS = Expected(post=SIGNED_IN)
WORKER_OF_A_SERIES = _id("worker_id", "person")
SUPERVISION = {
    "supervision:calendar": EVERYBODYS,
    # The right link opens it for whoever holds it (tests/supervision/views/test_feeds.py); a made-up one finds nothing.
    "supervision:calendar_feed": Expected(gone=True, of=lambda _world: {"token": "made-up"}),
    "supervision:my_calendar": EVERYBODYS,
    "supervision:calendar_link": EVERYBODY_POSTS,
    "supervision:calendar_revoke": EVERYBODY_POSTS,
    "supervision:be_reminded": EVERYBODY_POSTS,
    "supervision:team_plan": _open(SUPERVISE_OR_MANAGE, SUPERVISE_OR_MANAGE),
    "supervision:preparation_times": _open(SETS_UP, SETS_UP),
    "supervision:signing_time": _open(SETS_UP, SETS_UP),
    "supervision:groups": EVERYBODYS,
    "supervision:group_new": _open(SUPERVISE_OR_MANAGE, SUPERVISE_OR_MANAGE),
    "supervision:peer_group_new": _open(SIGNED_IN, SIGNED_IN),
    "supervision:group": Expected(get=SEES_GROUP, **GROUP),
    "supervision:group_start": Expected(post=PARTIES, **GROUP),
    "supervision:group_members": Expected(get=RUNS_GROUP, post=RUNS_GROUP, **GROUP),
    "supervision:group_move": Expected(get=MOVES_GROUP, post=MOVES_GROUP, **GROUP),
    "supervision:group_cancel": Expected(get=MOVES_GROUP, post=MOVES_GROUP, **GROUP),
    "supervision:group_hold": Expected(get=RUNS_GROUP, post=RUNS_GROUP, **GROUP),
    "supervision:group_correct": Expected(get=RUNS_GROUP, post=RUNS_GROUP, **GROUP),
    "supervision:series": Expected(get=LINE, post=LINE, **WORKER_OF_A_SERIES),
    "supervision:series_end": Expected(post=LINE, **WORKER_OF_A_SERIES),
    "supervision:over_time": Expected(get=PARTIES, **WORKER_OF_A_SERIES),
    "supervision:uplift": Expected(get=LINE, post=LINE, **WORKER_OF_A_SERIES),
    "supervision:uplift_withdraw": Expected(post=LINE, **_id("uplift_id", "uplift")),
    "supervision:place": Expected(get=LINE, post=LINE, **SESSION),
    "supervision:agreements": EVERYBODYS,
    "supervision:agreement": Expected(get=SEES_SESSION, **AGREEMENT),
    "supervision:agreement_draft": Expected(
        get=frozenset({SUPERVISOR}), post=frozenset({SUPERVISOR}), **WORKER_OF_A_SERIES
    ),
    "supervision:agreement_figures": Expected(get=frozenset({SUPERVISOR}), post=frozenset({SUPERVISOR}), **AGREEMENT),
    "supervision:agreement_take_back": Expected(post=frozenset({SUPERVISOR}), **AGREEMENT),
    "supervision:sessions": EVERYBODYS,
    "supervision:sessions_csv": EVERYBODYS,
    "supervision:cadence": _open(SUPERVISE_OR_MANAGE),
    "supervision:completion": _open(SEES_COMPLETION),
    "supervision:sign_counts": _open(SEES_COMPLETION),
    "supervision:sign_csv": _open(SEES_COMPLETION),
    "supervision:completion_csv": _open(SEES_COMPLETION),
    "supervision:completion_team": Expected(
        get=frozenset({MANAGER, SERVICE_LEAD, GOVERNANCE}), **_id("team_id", "team")
    ),
    "supervision:oversight": _open(SEES_COVERAGE),
    "supervision:due": _open(SEES_COMPLETION),
    "supervision:due_csv": _open(SEES_COMPLETION),
    "supervision:coverage": _open(SEES_COVERAGE),
    "supervision:coverage_csv": _open(SEES_COVERAGE),
    "supervision:supervisors": _open(SEES_COMPLETION),
    "supervision:supervisors_csv": _open(SEES_COMPLETION),
    "supervision:cancelling": _open(MANAGES),
    "supervision:cancelling_csv": _open(MANAGES),
    "supervision:adjustments": EVERYBODYS,
    "supervision:adjustments_csv": EVERYBODYS,
    "supervision:adjustment_check": Expected(get=PARTIES, post=PARTIES, **_id("adjustment_id", "adjustment")),
    "supervision:adjustment_date": Expected(get=PARTIES, post=PARTIES, **_id("adjustment_id", "adjustment")),
    "supervision:adjustment_carry": Expected(
        post=PARTIES, **_id("session_id", "session", adjustment_id="adjustment.pk")
    ),
    "supervision:session": Expected(get=SEES_SESSION, **SESSION),
    "supervision:start": Expected(post=frozenset({SUPERVISOR}), **SESSION),
    "supervision:preparation": Expected(get=frozenset({WORKER}), **SESSION),
    "supervision:topics": Expected(get=PARTIES, post=PARTIES, **SESSION),
    "supervision:topic_act": Expected(post=PARTIES, **_id("topic_id", "topic", what="topic_act.what")),
    "supervision:preparation_write": Expected(post=frozenset({WORKER}), **SESSION),
    "supervision:preparation_release": Expected(post=frozenset({WORKER}), **SESSION),
    "supervision:preparation_take_back": Expected(post=frozenset({WORKER}), **SESSION),
    "supervision:move": Expected(get=LINE, post=LINE, **SESSION),
    "supervision:cancel": Expected(get=frozenset({SUPERVISOR}), post=frozenset({SUPERVISOR}), **SESSION),
    "supervision:outcome": Expected(get=LINE, post=LINE, **SESSION),
    "supervision:policies": _open(SETS_UP),
    "supervision:policy_new": _open(SETS_UP, SETS_UP),
    "supervision:policy": Expected(get=SETS_UP, **POLICY),
    "supervision:policy_edit": Expected(get=SETS_UP, post=SETS_UP, **DRAFT_POLICY),
    "supervision:policy_publish": Expected(post=SETS_UP, **DRAFT_POLICY),
    "supervision:policy_retire": Expected(post=SETS_UP, **POLICY),
    "supervision:policy_copy": Expected(post=SETS_UP, **POLICY),
    "supervision:policy_discard": Expected(post=SETS_UP, **DRAFT_POLICY),
}

INCIDENT = _id("incident_id", "incident")
SEES_INCIDENT = frozenset({WORKER, MANAGER, SERVICE_LEAD, GOVERNANCE})
FINISHES = frozenset({WORKER, MANAGER, SERVICE_LEAD})
DEBRIEF = _id("incident_id", "incident", debrief_id="debrief.pk")
DEBRIEF_FORMS = ("lead", "held", "not_held", "pause", "policies")
DEBRIEFS = {
    "debriefs:incidents": EVERYBODYS,
    "debriefs:incidents_csv": EVERYBODYS,
    "debriefs:repeats": _open(SEES_COMPLETION),
    "debriefs:repeats_csv": _open(SEES_COMPLETION),
    "debriefs:log": _open(SIGNED_IN, SIGNED_IN),
    "debriefs:follow_up": PUBLIC,
    "debriefs:incident": Expected(get=SEES_INCIDENT, **INCIDENT),
    "debriefs:logged": Expected(get=SEES_INCIDENT, **INCIDENT),
    "debriefs:somebody_else": Expected(post=FINISHES, **INCIDENT),
    "debriefs:hand_over": Expected(get=FINISHES, post=FINISHES, **INCIDENT),
    "debriefs:describe": Expected(get=FINISHES, post=FINISHES, **INCIDENT),
    "debriefs:incident_themes": Expected(get=FINISHES, post=FINISHES, **INCIDENT),
    "debriefs:word_back": _open(SEES_COMPLETION),
    "debriefs:word_back_csv": _open(SEES_COMPLETION),
    "debriefs:what_changed": EVERYBODYS,
    "debriefs:outcome_mails": _open(NONE, SIGNED_IN),
    "debriefs:nothing_changes": Expected(
        get=frozenset({MANAGER, SERVICE_LEAD}), post=frozenset({MANAGER, SERVICE_LEAD}), **INCIDENT
    ),
    "debriefs:show_my_name": Expected(post=frozenset({WORKER}), **_id("incident_id", "kept_incident")),
    "debriefs:notification": Expected(
        get=FINISHES, post=FINISHES, **_id("incident_id", "incident", notification_id="notification.pk")
    ),
    "debriefs:catalogue": _open(SETS_UP),
    "debriefs:catalogue_copy": Expected(post=SETS_UP),
    "debriefs:catalogue_draft": _open(SETS_UP),
    "debriefs:catalogue_publish": Expected(post=SETS_UP),
    "debriefs:catalogue_discard": Expected(post=SETS_UP),
    "debriefs:catalogue_factors": _open(SETS_UP, SETS_UP),
    "debriefs:catalogue_type_new": _open(SETS_UP, SETS_UP),
    **{
        f"debriefs:catalogue_{page}": Expected(get=SETS_UP, post=SETS_UP, of=lambda _world: {"code": "overdose"})
        for page in ("type", "closely", "strands", "outside", "schemes")
    },
    "debriefs:catalogue_type_remove": Expected(post=SETS_UP, of=lambda _world: {"code": "overdose"}),
    "debriefs:policies": _open(SEES_COMPLETION),
    "debriefs:policies_csv": _open(SEES_COMPLETION),
    "debriefs:policy_list": _open(SETS_UP),
    "debriefs:policy_new": _open(SETS_UP, SETS_UP),
    "debriefs:policy": Expected(get=SETS_UP, post=SETS_UP, **_id("policy_id", "guidance_policy")),
    "debriefs:link": Expected(get=FINISHES, post=FINISHES, **INCIDENT),
    "debriefs:unlink": Expected(post=FINISHES, **_id("incident_id", "incident", pair_id="linked_pair.pk")),
    # Whoever reads both accounts; governance sees that there is a suggestion, and no more.
    "debriefs:similar": Expected(
        post=frozenset({MANAGER}), **_id("incident_id", "incident", pair_id="similar_pair.pk")
    ),
    "debriefs:account": Expected(post=frozenset({WORKER}), **INCIDENT),
    "debriefs:links": _open(frozenset({MANAGER, SERVICE_LEAD, OTHER_MANAGER})),
    "debriefs:link_make": Expected(post=frozenset({MANAGER, SERVICE_LEAD}), **_id("team_id", "team")),
    "debriefs:link_revoke": Expected(post=frozenset({MANAGER, SERVICE_LEAD}), **_id("link_id", "report_link")),
    # The right link opens it for whoever holds it (tests/debriefs/views/test_links.py); a made-up one finds nothing.
    "debriefs:report": Expected(gone=True, of=lambda _world: {"token": "made-up"}),
    "debriefs:debrief": Expected(get=SEES_INCIDENT, **DEBRIEF),
    **{f"debriefs:debrief_{page}": Expected(get=FINISHES, post=FINISHES, **DEBRIEF) for page in DEBRIEF_FORMS},
    "debriefs:debrief_resume": Expected(post=FINISHES, **DEBRIEF),
    "debriefs:debrief_my_name": Expected(post=FINISHES, **DEBRIEF),
    "debriefs:debrief_changes": Expected(
        get=frozenset({SUPERVISOR}),
        post=frozenset({SUPERVISOR}),
        **_id("incident_id", "kept_incident", debrief_id="led_debrief.pk"),
    ),
    # Its record is not begun; who reads it stands in tests/debriefs/views/test_debriefs.py.
    "debriefs:debrief_read": Expected(**DEBRIEF),
    "debriefs:debrief_write": Expected(
        post=frozenset({SUPERVISOR}), **_id("incident_id", "kept_incident", debrief_id="led_debrief.pk")
    ),
}

DRAFTED, DECIDED = _id("decision_id", "drafted_decision"), _id("decision_id", "decision")
AT_GATE = _id("decision_id", "decision_at_gate")
SEES_DECISION = LINE | {WORKER, GOVERNANCE}
OWN_DRAFT = {"get": frozenset({WORKER}), "post": frozenset({WORKER})}
# An exclusion of the worker's: the manager of the team is asked, and nobody else answers.
ASKED = frozenset({MANAGER})
GOVERNS_OR_SETS_UP = frozenset({GOVERNANCE, ADMINISTRATOR})
WAITING_DECISIONS = _id("import_id", "waiting_decisions")
IMPORTED_DECISIONS = _id("import_id", "imported_decisions")
BOUNDARIES = {
    "boundaries:decisions": EVERYBODYS,
    "boundaries:decisions_csv": EVERYBODYS,
    "boundaries:draft": _open(SIGNED_IN, SIGNED_IN),
    "boundaries:decision": Expected(get=SEES_DECISION, **DECIDED),
    "boundaries:rationale": Expected(get=SEES_DECISION, **DECIDED),
    "boundaries:change": Expected(**OWN_DRAFT, **DRAFTED),
    "boundaries:withdraw": Expected(post=frozenset({WORKER}), **DRAFTED),
    "boundaries:send": Expected(**OWN_DRAFT, **DRAFTED),
    "boundaries:emergency": Expected(**OWN_DRAFT, **DRAFTED),
    "boundaries:gate": Expected(get=ASKED, **AT_GATE),
    "boundaries:approve": Expected(post=ASKED, **AT_GATE),
    "boundaries:return": Expected(get=ASKED, post=ASKED, **AT_GATE),
    "boundaries:refuse": Expected(get=ASKED, post=ASKED, **AT_GATE),
    "boundaries:lift": Expected(get=LINE | {WORKER}, post=LINE | {WORKER}, **DECIDED),
    "boundaries:renew": Expected(get=LINE | {WORKER}, post=LINE | {WORKER}, **DECIDED),
    "boundaries:again": Expected(get=LINE | {WORKER}, post=LINE | {WORKER}, **DECIDED),
    "boundaries:equality": Expected(**OWN_DRAFT, **DRAFTED),
    "boundaries:counts": _open(SEES_COMPLETION),
    "boundaries:appeal_new": Expected(get=LINE | {WORKER}, post=LINE | {WORKER}, **DECIDED),
    "boundaries:appeal": Expected(get=SEES_DECISION, **_id("decision_id", "decision", appeal_id="appeal.pk")),
    # The lead of the service reviews it: they had no part in it.
    "boundaries:appeal_answer": Expected(
        get=frozenset({SERVICE_LEAD}),
        post=frozenset({SERVICE_LEAD}),
        **_id("decision_id", "decision", appeal_id="appeal.pk"),
    ),
    "boundaries:step": Expected(post=LINE | {WORKER}, **_id("decision_id", "decision", step_id="step.pk")),
    "boundaries:decision_imports": _open(GOVERNS_OR_SETS_UP),
    "boundaries:decision_choose": _open(GOVERNS_OR_SETS_UP, GOVERNS_OR_SETS_UP),
    "boundaries:decision_preview": Expected(
        get=frozenset({GOVERNANCE}), post=frozenset({GOVERNANCE}), **WAITING_DECISIONS
    ),
    "boundaries:decision_columns": Expected(post=frozenset({GOVERNANCE}), **WAITING_DECISIONS),
    "boundaries:decision_import": Expected(get=GOVERNS_OR_SETS_UP, **IMPORTED_DECISIONS),
    "boundaries:decision_take_back": Expected(post=GOVERNS_OR_SETS_UP, **IMPORTED_DECISIONS),
    "boundaries:catalogue": _open(SETS_UP),
    "boundaries:catalogue_copy": Expected(post=SETS_UP),
    "boundaries:catalogue_draft": _open(SETS_UP),
    "boundaries:catalogue_publish": Expected(post=SETS_UP),
    "boundaries:catalogue_discard": Expected(post=SETS_UP),
    "boundaries:catalogue_kind_new": _open(SETS_UP, SETS_UP),
    "boundaries:catalogue_kind": Expected(get=SETS_UP, post=SETS_UP, of=lambda _world: {"code": "exclusion"}),
    "boundaries:catalogue_kind_retire": Expected(post=SETS_UP, of=lambda _world: {"code": "exclusion"}),
    "boundaries:catalogue_ground_new": _open(SETS_UP, SETS_UP),
    "boundaries:catalogue_ground": Expected(get=SETS_UP, post=SETS_UP, of=lambda _world: {"code": "violence"}),
    "boundaries:catalogue_ground_retire": Expected(post=SETS_UP, of=lambda _world: {"code": "violence"}),
    "boundaries:packs": Expected(get=SETS_UP, post=SETS_UP, **_id("service_id", "service")),
}

# The worker's own, rated by two people from elsewhere; their supervisor reads it once it is closed, and no role does.
RATERS = frozenset({OTHER_SUPERVISOR, OTHER_MANAGER})
IN_A_TEAM = frozenset({WORKER, SUPERVISOR, PEER, OTHER_WORKER, OTHER_SUPERVISOR})
GOVERNS = frozenset({GOVERNANCE})
RATING = _id("rating_id", "rating")
REVIEWS = {
    "reviews:home": EVERYBODYS,
    "reviews:review": Expected(get=RATERS | {WORKER}, **_id("review_id", "review")),
    "reviews:close": Expected(post=frozenset({WORKER}), **_id("review_id", "review")),
    "reviews:teams": _open(SEES_COMPLETION),
    "reviews:interactions": EVERYBODYS,
    "reviews:interactions_csv": EVERYBODYS,
    "reviews:flag": _open(IN_A_TEAM, IN_A_TEAM),
    "reviews:import": _open(GOVERNS, GOVERNS),
    "reviews:interaction": Expected(get=GOVERNS | {WORKER}, **_id("interaction_id", "interaction")),
    "reviews:leave_out": Expected(get=GOVERNS, post=GOVERNS, **_id("interaction_id", "interaction")),
    "reviews:samples": _open(GOVERNS),
    "reviews:draw": _open(GOVERNS, GOVERNS),
    "reviews:sample": Expected(get=GOVERNS, **_id("sample_id", "sample")),
    "reviews:rating": Expected(get=frozenset({OTHER_SUPERVISOR}), post=frozenset({OTHER_SUPERVISOR}), **RATING),
    "reviews:agreement": _open(GOVERNS | RATERS),
    "reviews:calibrate": _open(GOVERNS, GOVERNS),
    "reviews:rubric": EVERYBODYS,
    "reviews:publish_rubric": Expected(post=GOVERNS),
    "reviews:change_criterion": Expected(get=GOVERNS, post=GOVERNS, of=lambda _world: {"code": "choice"}),
}

STANDARD = {"of": lambda world: {"code": world.records["standard"].code}}
CHANGES_STANDARDS = frozenset({GOVERNANCE, ADMINISTRATOR})
CHANGES = Expected(get=CHANGES_STANDARDS, post=CHANGES_STANDARDS, **STANDARD)
TALKED_OVER = {"of": lambda world: {"person_id": world.people[WORKER].pk}}
# Asked for by the manager; the lead of the service and of its governance answer.
EXCEPTION = _id("exception_id", "standard_exception")
STANDARDS = {
    "standards:library": EVERYBODYS,
    "standards:standard": Expected(get=SIGNED_IN, **STANDARD),
    "standards:attest": Expected(
        get=frozenset({WORKER}), post=frozenset({WORKER}), **_id("attestation_id", "attestation")
    ),
    "standards:prompts": Expected(get=PARTIES, **TALKED_OVER),
    "standards:talk_over": Expected(post=frozenset({SUPERVISOR}), **_id("prompt_id", "prompt")),
    "standards:waiting": _open(SEES_COMPLETION),
    "standards:exceptions": EVERYBODYS,
    "standards:exception_new": _open(IN_A_TEAM | MANAGES, IN_A_TEAM | MANAGES),
    "standards:exception": Expected(
        get=frozenset({MANAGER, SERVICE_LEAD, GOVERNANCE}), post=frozenset({SERVICE_LEAD, GOVERNANCE}), **EXCEPTION
    ),
    "standards:add": _open(CHANGES_STANDARDS, CHANGES_STANDARDS),
    "standards:holds": Expected(post=CHANGES_STANDARDS, **STANDARD),
    "standards:begin_draft": Expected(post=CHANGES_STANDARDS, **STANDARD),
    "standards:draft": Expected(get=CHANGES_STANDARDS, **STANDARD),
    "standards:word": CHANGES,
    "standards:publish": CHANGES,
    "standards:discard": Expected(post=CHANGES_STANDARDS, **STANDARD),
}

# About the worker, recorded by their supervisor.
EVIDENCE = _id("evidence_id", "evidence")
SKILL = {"of": lambda _world: {"code": "de_escalation"}}
SETS_UP_POSTS = Expected(post=SETS_UP)
COMPETENCY = {
    "competency:home": EVERYBODYS,
    "competency:matrix": _open(SUPERVISE_OR_MANAGE),
    "competency:matrix_csv": _open(SUPERVISE_OR_MANAGE),
    "competency:teams": _open(SEES_COMPLETION),
    "competency:person": Expected(get=LINE | {WORKER}, **_id("person_id", "person")),
    "competency:record": Expected(get=LINE, post=LINE, **_id("person_id", "person")),
    "competency:withdraw": Expected(get=LINE, post=LINE, **EVIDENCE),
    "competency:goal_new": Expected(get=PARTIES - {WORKER}, post=PARTIES - {WORKER}, **_id("person_id", "person")),
    # Whoever manages somebody whom nobody supervises coaches them too; there is nobody like that here.
    "competency:log": _open(frozenset({SUPERVISOR, OTHER_SUPERVISOR})),
    "competency:goal": Expected(get=PARTIES, **_id("goal_id", "goal")),
    "competency:seen_again": Expected(get=PARTIES - {WORKER}, post=PARTIES - {WORKER}, **_id("goal_id", "goal")),
    "competency:imports": _open(SETS_UP),
    "competency:import_choose": _open(SETS_UP, SETS_UP),
    "competency:import_preview": Expected(get=SETS_UP, post=SETS_UP, **_id("import_id", "waiting_evidence")),
    "competency:import_columns": Expected(post=SETS_UP, **_id("import_id", "waiting_evidence")),
    "competency:import": Expected(get=SETS_UP, **_id("import_id", "evidence_brought_in")),
    "competency:import_take_back": Expected(post=SETS_UP, **_id("import_id", "evidence_brought_in")),
    "competency:policy": _open(SETS_UP),
    "competency:draft": SETS_UP_POSTS,
    "competency:publish": SETS_UP_POSTS,
    "competency:discard": SETS_UP_POSTS,
    "competency:skill_new": _open(SETS_UP, SETS_UP),
    "competency:need_new": Expected(get=SETS_UP, post=SETS_UP, **SKILL),
    "competency:skill_out": Expected(post=SETS_UP, **SKILL),
    "competency:need_out": Expected(post=SETS_UP, **_id("need_id", "competency_need")),
}

# The worker contests one of its words.
WORD = {"of": lambda _world: {"slug": "manipulative"}}
LABELS = {
    "labels:words": EVERYBODYS,
    "labels:term": Expected(get=SIGNED_IN, **WORD),
    "labels:contest": Expected(get=SIGNED_IN, post=SIGNED_IN, **WORD),
    "labels:keep": Expected(get=GOVERNS, post=GOVERNS, **WORD),
    "labels:change": Expected(get=GOVERNS, post=GOVERNS, **WORD),
    "labels:switch": Expected(get=GOVERNS, post=GOVERNS, **WORD),
    "labels:counts": _open(GOVERNS),
    "labels:samples": _open(GOVERNS),
    "labels:draw": _open(GOVERNS, GOVERNS),
    "labels:sample": Expected(get=GOVERNS, **_id("sample_id", "label_sample")),
    "labels:reading": Expected(get=GOVERNS, post=GOVERNS, **_id("reading_id", "label_reading")),
}

# Set by the worker, who may not look at it for the team.
ITS_TEAM = frozenset({WORKER, SUPERVISOR, PEER, MANAGER, SERVICE_LEAD})
PROTOCOL = _id("protocol_id", "protocol")
RINGS = CHANGES_STANDARDS | MANAGES
ROUTE = _id("route_id", "route")
SAFE_CONTACT = {
    "safe_contact:protocols": EVERYBODYS,
    "safe_contact:protocol_new": _open(IN_A_TEAM | MANAGES, IN_A_TEAM | MANAGES),
    "safe_contact:protocol": Expected(get=ITS_TEAM | GOVERNS, **PROTOCOL),
    "safe_contact:look_at": Expected(post=frozenset({MANAGER, SERVICE_LEAD}), **PROTOCOL),
    "safe_contact:end": Expected(post=ITS_TEAM, **PROTOCOL),
    "safe_contact:whom_to_call": EVERYBODYS,
    "safe_contact:routes": _open(RINGS),
    "safe_contact:route_new": _open(CHANGES_STANDARDS, CHANGES_STANDARDS),
    "safe_contact:route": Expected(get=RINGS, **ROUTE),
    "safe_contact:route_change": Expected(get=CHANGES_STANDARDS, post=CHANGES_STANDARDS, **ROUTE),
    "safe_contact:rung": Expected(post=RINGS, **ROUTE),
    "safe_contact:retire": Expected(post=CHANGES_STANDARDS, **ROUTE),
}

# What waits was chosen by the governance lead; a file that was brought in is everybody's whose business imports are.
IMPORTS_FIGURES = GOVERNS | SETS_UP
WAITING, BROUGHT_IN = _id("import_id", "waiting_figures"), _id("import_id", "figures_brought_in")
FIGURES = {
    "governance:figures": _open(IMPORTS_FIGURES),
    "governance:figure_choose": _open(IMPORTS_FIGURES, IMPORTS_FIGURES),
    "governance:figure_preview": Expected(get=GOVERNS, post=GOVERNS, **WAITING),
    "governance:figure_columns": Expected(post=GOVERNS, **WAITING),
    "governance:figure_import": Expected(get=IMPORTS_FIGURES, **BROUGHT_IN),
    "governance:figure_take_back": Expected(post=IMPORTS_FIGURES, **BROUGHT_IN),
}

# Chaired by the lead of the service, who invited the manager; a lead of governance runs it too.
SEES_MEETING = frozenset({GOVERNANCE, SERVICE_LEAD, MANAGER})
RUNS_MEETING = frozenset({GOVERNANCE, SERVICE_LEAD})
MEETING, MEETING_ITEM = _id("meeting_id", "meeting"), _id("meeting_id", "meeting", item_id="meeting_item.pk")
MEETING_DECISION = _id("meeting_id", "meeting", decision_id="meeting_decision.pk")
MEETINGS = {
    "governance:meetings": EVERYBODYS,
    "governance:series_new": _open(GOVERNS, GOVERNS),
    "governance:series": Expected(get=GOVERNS, post=GOVERNS, **_id("series_id", "meeting_series")),
    "governance:series_end": Expected(post=GOVERNS, **_id("series_id", "meeting_series")),
    "governance:meeting": Expected(get=SEES_MEETING, **MEETING),
    "governance:meeting_prepare": Expected(post=RUNS_MEETING, **MEETING),
    "governance:meeting_build": Expected(post=RUNS_MEETING, **MEETING),
    "governance:meeting_close": Expected(post=RUNS_MEETING, **MEETING),
    "governance:meeting_add": Expected(get=RUNS_MEETING, post=RUNS_MEETING, **MEETING),
    "governance:meeting_move": Expected(get=RUNS_MEETING, post=RUNS_MEETING, **MEETING),
    "governance:meeting_hold": Expected(get=RUNS_MEETING, post=RUNS_MEETING, **MEETING),
    # Those who were there.
    "governance:meeting_amend": Expected(
        get=frozenset({SERVICE_LEAD, MANAGER}),
        post=frozenset({SERVICE_LEAD, MANAGER}),
        **_id("meeting_id", "closed_meeting"),
    ),
    "governance:meeting_item": Expected(get=SEES_MEETING, **MEETING_ITEM),
    **{
        f"governance:meeting_{what}": Expected(post=RUNS_MEETING, **MEETING_ITEM)
        for what in ("note", "approve", "take_up")
    },
    **{
        f"governance:meeting_{what}": Expected(get=RUNS_MEETING, post=RUNS_MEETING, **MEETING_ITEM)
        for what in ("defer", "merge", "decide")
    },
    "governance:meeting_decision": Expected(get=RUNS_MEETING, post=RUNS_MEETING, **MEETING_DECISION),
    "governance:meeting_decision_back": Expected(post=RUNS_MEETING, **MEETING_DECISION),
}

# Asked for by the governance lead.
PACK = _id("pack_id", "pack")
NAMED_STANDARD = _id("code", "named_standard")
CLAUSE = _id("code", "named_standard", clause_id="clause.pk")
PACKS = {
    "governance:packs": _open(GOVERNS),
    "governance:pack_new": _open(GOVERNS, GOVERNS),
    "governance:pack": Expected(get=GOVERNS, **PACK),
    "governance:pack_cancel": Expected(post=GOVERNS, **PACK),
    "governance:pack_zip_export": Expected(get=GOVERNS, **PACK),
    "governance:pack_pdf_export": Expected(get=GOVERNS, **PACK),
    "governance:standards": _open(GOVERNS),
    "governance:standard_new": _open(GOVERNS, GOVERNS),
    "governance:standard": Expected(get=GOVERNS, **NAMED_STANDARD),
    "governance:standard_change": Expected(get=GOVERNS, post=GOVERNS, **NAMED_STANDARD),
    "governance:clause_new": Expected(get=GOVERNS, post=GOVERNS, **NAMED_STANDARD),
    "governance:clause": Expected(get=GOVERNS, post=GOVERNS, **CLAUSE),
    "governance:clause_out": Expected(post=GOVERNS, **CLAUSE),
    "packs:verify": PUBLIC,
    "packs:checker_export": PUBLIC,
}

# Issued to the service lead; the draft is its governance's alone.
DRAFT_PAPER = _id("paper_id", "draft_paper")
BOARD = {
    "governance:board_papers": _open(GOVERNS | {SERVICE_LEAD}),
    "governance:board_paper_new": _open(GOVERNS, GOVERNS),
    "governance:board_paper": Expected(get=GOVERNS | {SERVICE_LEAD}, **_id("paper_id", "issued_paper")),
    "governance:board_paper_csv": Expected(get=GOVERNS | {SERVICE_LEAD}, **_id("paper_id", "issued_paper")),
    "governance:board_caveat_new": Expected(get=GOVERNS, post=GOVERNS, **DRAFT_PAPER),
    "governance:board_readers": Expected(get=GOVERNS, post=GOVERNS, **DRAFT_PAPER),
    **{f"governance:board_paper_{what}": Expected(post=GOVERNS, **DRAFT_PAPER) for what in ("anew", "issue", "away")},
    "governance:board_caveat_back": Expected(post=GOVERNS, **_id("caveat_id", "board_caveat")),
}

# Given by the governance lead. Of every address of this table, the inspector opens the last five, and what is public.
INSPECTS = frozenset({INSPECTOR})
INSPECTION = _id("inspection_id", "inspection")
INSPECTIONS = {
    "governance:inspections": _open(GOVERNS),
    "governance:inspection_new": _open(GOVERNS, GOVERNS),
    "governance:inspection": Expected(get=GOVERNS, **INSPECTION),
    "governance:inspection_end": Expected(post=GOVERNS, **INSPECTION),
    "governance:inspection_answer": Expected(get=GOVERNS, post=GOVERNS, **_id("item_id", "inspection_item")),
    "inspections:home": _open(INSPECTS),
    "inspections:access": Expected(get=INSPECTS, **INSPECTION),
    "inspections:table": Expected(
        get=INSPECTS,
        of=lambda world: {
            "inspection_id": world.records["inspection"].pk,
            "pack_id": world.records["inspected_pack"].pk,
            "name": "values",
        },
        missing="pack_id",
    ),
    "inspections:record": Expected(
        get=INSPECTS,
        of=lambda world: {
            "inspection_id": world.records["inspection"].pk,
            "unit_id": world.records["inspected_unit"].pk,
        },
        missing="unit_id",
    ),
    "inspections:ask": Expected(get=INSPECTS, post=INSPECTS, **INSPECTION),
}

# Drawn and read by the governance lead.
AUDITS = {
    "governance:audits": _open(GOVERNS),
    "governance:audit_new": _open(GOVERNS, GOVERNS),
    "governance:audit": Expected(get=GOVERNS, **_id("audit_id", "audit")),
    "governance:audit_csv": Expected(get=GOVERNS, **_id("audit_id", "audit")),
    "governance:audit_hand_on": Expected(get=GOVERNS, post=GOVERNS, **_id("reading_id", "audit_reading")),
    "governance:audit_reading": Expected(get=GOVERNS, post=GOVERNS, **_id("reading_id", "audit_reading")),
}

ON_TIME = {"of": lambda _world: {"key": "supervision.on_time"}}
CRITICAL = {"of": lambda _world: {"key": "incidents.critical"}}
GOVERNANCE_PAGES = {
    "governance:home": _open(SEES_COMPLETION),
    "governance:summary_csv": _open(SEES_COMPLETION),
    "governance:learning": _open(SEES_COMPLETION),
    "governance:learning_csv": _open(SEES_COMPLETION),
    "governance:learning_policies_csv": _open(SEES_COMPLETION),
    "governance:measure": Expected(get=SEES_COMPLETION, **ON_TIME),
    "governance:measure_csv": Expected(get=SEES_COMPLETION, **ON_TIME),
    "governance:measure_between": Expected(get=SEES_COMPLETION, **CRITICAL),
    "governance:measure_between_csv": Expected(get=SEES_COMPLETION, **CRITICAL),
    # Who answers for one team alone has none to put beside it.
    "governance:measure_teams": Expected(get=GOVERNS | {SERVICE_LEAD}, **ON_TIME),
    "governance:measure_teams_csv": Expected(get=GOVERNS | {SERVICE_LEAD}, **ON_TIME),
    "governance:together": _open(GOVERNS | {SERVICE_LEAD}),
    "governance:together_csv": _open(GOVERNS | {SERVICE_LEAD}),
    "governance:measure_target": Expected(get=GOVERNS, post=GOVERNS, **ON_TIME),
    "governance:measure_limits": Expected(get=GOVERNS, post=GOVERNS, **ON_TIME),
    "governance:measure_note": Expected(get=SEES_COMPLETION, post=SEES_COMPLETION, **ON_TIME),
    # Noted by the manager.
    "governance:measure_note_back": Expected(post=GOVERNS | {MANAGER}, **_id("note_id", "measure_note")),
}

# Offered to the worker by their supervisor.
LIGHTER = _id("adjustment_id", "lighter")
SUPPORT = {
    "support:home": EVERYBODYS,
    "support:offer": _open(SUPERVISE_OR_MANAGE, SUPERVISE_OR_MANAGE),
    "support:offer_after": Expected(get=FINISHES, post=FINISHES, **INCIDENT),
    "support:answer": Expected(post=frozenset({WORKER}), **_id("offer_id", "offer")),
    "support:ask": Expected(post=SIGNED_IN, of=lambda _world: {"code": "peer"}),
    # The worker asked their supervisor.
    "support:request_answered": Expected(post=frozenset({SUPERVISOR}), **_id("request_id", "support_request")),
    "support:request_take_back": Expected(post=frozenset({WORKER}), **_id("request_id", "support_request")),
    "support:prefer": EVERYBODY_POSTS,
    # The right link opens it for whoever holds it (tests/debriefs/support/test_check_ins.py); a made-up one finds nothing.
    "support:check_in": Expected(gone=True, of=lambda _world: {"token": "made-up"}),
    "support:settings": _open(SETS_UP, SETS_UP),
    # Proposed to the worker by their supervisor.
    "support:counts": _open(frozenset({GOVERNANCE})),
    "support:counts_csv": _open(frozenset({GOVERNANCE})),
    "support:caseload": EVERYBODYS,
    "support:caseload_new": _open(SUPERVISE_OR_MANAGE, SUPERVISE_OR_MANAGE),
    "support:adjustment": Expected(get=LINE | {WORKER}, **LIGHTER),
    "support:adjustment_answer": Expected(post=frozenset({WORKER}), **LIGHTER),
    "support:adjustment_prolong": Expected(get=LINE, post=LINE, **LIGHTER),
    "support:adjustment_end": Expected(post=LINE | {WORKER}, **LIGHTER),
    "support:adjustment_looked_at": Expected(post=LINE, **LIGHTER),
}

EPISODE = _id("episode_id", "episode")
LADDER, DRAFT_LADDER = _id("ladder_id", "ladder"), _id("ladder_id", "draft_ladder")
ESCALATIONS = {
    # The right link opens it for whoever holds it (tests/escalations); a made-up one finds nothing.
    "acknowledge": Expected(gone=True, of=lambda _world: {"token": "made-up"}),
    "my_alerts": EVERYBODYS,
    "escalations": EVERYBODYS,
    "escalation": Expected(get=SEES_EPISODE, **EPISODE),
    "escalation_acknowledge": Expected(post=SEES_EPISODE, **EPISODE),
    "escalation_hand_over": Expected(get=SEES_EPISODE, post=SEES_EPISODE, **EPISODE),
    "escalation_put_off": Expected(get=SEES_EPISODE, post=SEES_EPISODE, **EPISODE),
    "sent": _open(SETS_UP),
    "ladders": _open(SETS_UP),
    "ladder": Expected(get=SETS_UP, **LADDER),
    "ladder_start": Expected(post=SETS_UP, **LADDER),
    "hold_send": Expected(post=SETS_UP, **_id("hold_id", "hold")),
    "ladder_copy": Expected(post=SETS_UP, **LADDER),
    "ladder_edit": Expected(get=SETS_UP, post=SETS_UP, **DRAFT_LADDER),
    "ladder_publish": Expected(post=SETS_UP, **DRAFT_LADDER),
}

ACTION, THEMES = _id("action_id", "action"), _id("list_id", "themes")
HAS_A_PART = LINE | {WORKER}
OPENS_ACTIONS = SUPERVISE_OR_MANAGE | {GOVERNANCE}
ACTIONS = {
    "action_log:actions": EVERYBODYS,
    "action_log:actions_csv": EVERYBODYS,
    "action_log:new": _open(OPENS_ACTIONS, OPENS_ACTIONS),
    "action_log:hand_over_many": _open(SUPERVISE_OR_MANAGE, SUPERVISE_OR_MANAGE),
    "action_log:action": Expected(get=HAS_A_PART | {GOVERNANCE}, **ACTION),
    "action_log:start": Expected(post=frozenset({WORKER}), **ACTION),
    "action_log:evidence": Expected(get=frozenset({WORKER}), post=frozenset({WORKER}), **ACTION),
    "action_log:check": Expected(get=LINE, post=LINE, **ACTION),
    "action_log:extend": Expected(get=HAS_A_PART, post=HAS_A_PART, **ACTION),
    "action_log:hand_over": Expected(get=HAS_A_PART, post=HAS_A_PART, **ACTION),
    "action_log:hand_over_check": Expected(get=LINE, post=LINE, **ACTION),
    "action_log:reopen": Expected(get=HAS_A_PART, post=HAS_A_PART, **ACTION),
    "action_log:cancel": Expected(get=LINE, post=LINE, **ACTION),
    "action_log:board": EVERYBODYS,
    "action_log:board_csv": EVERYBODYS,
    "action_log:put_on_board": Expected(get=LINE | {GOVERNANCE}, post=LINE | {GOVERNANCE}, **ACTION),
    "action_log:take_off_board": Expected(post=LINE | {GOVERNANCE}, **ACTION),
    "action_log:look": Expected(get=HAS_A_PART, post=HAS_A_PART, **ACTION),
    "action_log:times": _open(SETS_UP, SETS_UP),
    "action_log:themes": _open(SETS_UP),
    "action_log:themes_copy": Expected(post=SETS_UP),
    "action_log:themes_edit": Expected(get=SETS_UP, post=SETS_UP, **THEMES),
    "action_log:themes_publish": Expected(post=SETS_UP, **THEMES),
}

VERSION = _id("version", "version")
SECTION = _id("version", "version", section="draft_section.key")
QUESTION = _id("version", "version", section="draft_section.key", question="draft_question.key")
CHOICE = _id("version", "version", section="choice_section.key", question="choice_question.key")
OPTION = _id("version", "version", section="choice_section.key", question="choice_question.key", code="option.code")
MATRIX = _id("version", "version", section="draft_section.key", question="matrix_question.key")
ITEM = _id("version", "version", section="draft_section.key", question="matrix_question.key", code="item.code")
BOTH = {"get": SETS_UP, "post": SETS_UP}
BUILDER = {
    "builder:list": _open(SETS_UP),
    "builder:new": _open(SETS_UP, SETS_UP),
    "builder:import": _open(SETS_UP, SETS_UP),
    "builder:version": Expected(get=SETS_UP, **VERSION),
    "builder:json_export": Expected(get=SETS_UP, **VERSION),
    "builder:fhir_export": Expected(get=SETS_UP, **VERSION),
    "builder:retire": Expected(**BOTH, **_id("version", "published")),
    "builder:use": Expected(post=SETS_UP, **_id("version", "published")),
    "builder:copy": Expected(post=SETS_UP, **_id("version", "published")),
    "builder:publish": Expected(**BOTH, **VERSION),
    "builder:discard": Expected(**BOTH, **VERSION),
    "builder:preview": Expected(get=SETS_UP, **VERSION),
    "builder:preview_section": Expected(**BOTH, **SECTION),
    "builder:compare": Expected(get=SETS_UP, **_id("version", "version", other="published.pk")),
    "builder:add_section": Expected(**BOTH, **VERSION),
    "builder:section": Expected(**BOTH, **SECTION),
    "builder:move_section": Expected(post=SETS_UP, **SECTION),
    "builder:remove_section": Expected(**BOTH, **SECTION),
    # Without the kind that the first step chooses there is nothing to post to.
    "builder:add_question": Expected(get=SETS_UP, **SECTION),
    "builder:add_inner_question": Expected(
        get=SETS_UP, **_id("version", "version", section="group_section.key", group="group_question.key")
    ),
    "builder:add_options": Expected(**BOTH, **CHOICE),
    "builder:option": Expected(**BOTH, **OPTION),
    "builder:move_option": Expected(post=SETS_UP, **OPTION),
    "builder:remove_option": Expected(**BOTH, **OPTION),
    "builder:question": Expected(**BOTH, **QUESTION),
    "builder:add_items": Expected(**BOTH, **MATRIX),
    "builder:item": Expected(**BOTH, **ITEM),
    "builder:move_item": Expected(post=SETS_UP, **ITEM),
    "builder:remove_item": Expected(**BOTH, **ITEM),
    "builder:licence": Expected(**BOTH, **VERSION),
    "builder:move_question": Expected(post=SETS_UP, **QUESTION),
    "builder:copy_question": Expected(post=SETS_UP, **QUESTION),
    "builder:remove_question": Expected(**BOTH, **QUESTION),
}

PERSON, UPLOAD, CONTACT = _id("pk", "person"), _id("pk", "upload"), _id("pk", "contact")
PEOPLE = {
    # Once an organisation is there, the first run is over for everybody.
    "people:first_run": Expected(gone=True, of=lambda _world: {"token": "made-up"}),
    "people:set_up": _open(SETS_UP | {DATA_PROTECTION}),
    "people:list": _open(SETS_UP),
    "people:add": _open(SETS_UP, SETS_UP),
    "people:invite_all": Expected(post=SETS_UP),
    "people:export": _open(SETS_UP),
    "people:import": _open(SETS_UP, SETS_UP),
    "people:import_preview": Expected(**BOTH, **UPLOAD),
    "people:import_read_as": Expected(post=SETS_UP, **UPLOAD),
    "people:person": Expected(get=SETS_UP, **PERSON),
    "people:change": Expected(**BOTH, **PERSON),
    "people:account": Expected(post=SETS_UP, **PERSON),
    "people:grant_role": Expected(**BOTH, **PERSON),
    "people:take_role": Expected(post=SETS_UP, **_id("pk", "person", grant="role.pk")),
    "people:assign_supervisor": Expected(**BOTH, **PERSON),
    "people:move": Expected(**BOTH, **PERSON),
    "people:add_leave": Expected(**BOTH, **PERSON),
    "people:name_deputy": Expected(**BOTH, **PERSON),
    "people:end": Expected(
        **BOTH, of=lambda world: {"pk": world.records["person"].pk, "kind": "line", "row": world.records["line"].pk}
    ),
    "people:hand_over": Expected(
        get=SETS_UP | {MANAGER, SERVICE_LEAD}, post=SETS_UP | {MANAGER, SERVICE_LEAD}, **PERSON
    ),
    "people:teams": _open(SETS_UP),
    "people:add_team": _open(SETS_UP, SETS_UP),
    "people:team": Expected(**BOTH, **_id("pk", "team")),
    "people:add_service": _open(SETS_UP, SETS_UP),
    "people:service": Expected(**BOTH, **_id("pk", "service")),
    "people:organisation": _open(SETS_UP, SETS_UP),
    "people:support": _open(SETS_UP),
    "people:support_add": _open(SETS_UP, SETS_UP),
    "people:support_change": Expected(**BOTH, **CONTACT),
    "people:support_move": Expected(post=SETS_UP, **CONTACT),
    "people:support_remove": Expected(post=SETS_UP, **CONTACT),
    "people:calendar": _open(SETS_UP, SETS_UP),
    "people:seed_holidays": Expected(post=SETS_UP),
    "people:remove_holiday": Expected(post=SETS_UP, of=lambda world: {"day": world.records["holiday"].day}),
}

AUDIT = {
    "audit:trail": _open(SETS_UP | {DATA_PROTECTION}),
    "audit:trail_export": _open(SETS_UP | {DATA_PROTECTION}),
    "people:my_data": EVERYBODYS,
    "people:my_data_export": EVERYBODYS,
}

# Put on record by the worker, handled by the manager; the peer is whom it is about and was not told.
COMPLAINT, ANSWERED_COMPLAINT = _id("complaint_id", "complaint"), _id("complaint_id", "answered_complaint")
IN_LINE_OF_COMPLAINT = frozenset({MANAGER, SERVICE_LEAD})
SEES_COMPLAINT = IN_LINE_OF_COMPLAINT | {WORKER, GOVERNANCE}
FOLLOWS_COMPLAINT = Expected(get=IN_LINE_OF_COMPLAINT, post=IN_LINE_OF_COMPLAINT, **COMPLAINT)
COMPLAINTS = {
    "complaints:complaints": EVERYBODYS,
    "complaints:complaints_csv": EVERYBODYS,
    "complaints:new": _open(SIGNED_IN, SIGNED_IN),
    "complaints:set_up": _open(SETS_UP, SETS_UP),
    "complaints:complaint": Expected(get=SEES_COMPLAINT, **COMPLAINT),
    "complaints:change": FOLLOWS_COMPLAINT,
    # Governance sees the facts and what was found, and not what is said.
    "complaints:account": Expected(get=IN_LINE_OF_COMPLAINT | {WORKER}, **COMPLAINT),
    "complaints:found": Expected(
        get=IN_LINE_OF_COMPLAINT | {GOVERNANCE},
        **_id("complaint_id", "answered_complaint", handling_id="handling.pk"),
    ),
    "complaints:acknowledge": FOLLOWS_COMPLAINT,
    "complaints:answer": Expected(get=frozenset({MANAGER}), post=frozenset({MANAGER}), **COMPLAINT),
    "complaints:withdraw": Expected(post=IN_LINE_OF_COMPLAINT, **COMPLAINT),
    "complaints:close": Expected(get=IN_LINE_OF_COMPLAINT, post=IN_LINE_OF_COMPLAINT, **ANSWERED_COMPLAINT),
    "complaints:pass": Expected(
        get=IN_LINE_OF_COMPLAINT | {GOVERNANCE}, post=IN_LINE_OF_COMPLAINT | {GOVERNANCE}, **COMPLAINT
    ),
    "complaints:about": FOLLOWS_COMPLAINT,
    "complaints:told": Expected(
        post=IN_LINE_OF_COMPLAINT, **_id("complaint_id", "complaint", about_id="complaint_about.pk")
    ),
    "complaints:link": FOLLOWS_COMPLAINT,
    "complaints:unlink": Expected(
        post=IN_LINE_OF_COMPLAINT, **_id("complaint_id", "complaint", link_id="complaint_link.pk")
    ),
}

OWN_FILE = _id("file_id", "file")
RENDERING = {
    "rendering:ask": Expected(post=SEES_COMPLETION, of=lambda _world: {"key": "supervision.completion"}),
    # Whoever asked for it, and nobody else.
    "rendering:file": Expected(get=frozenset({MANAGER}), **OWN_FILE),
    "rendering:fetch": Expected(get=frozenset({MANAGER}), **OWN_FILE),
}

EXPECTED: dict[str, Expected] = {
    **COMMON,
    **RECORDS,
    **SUPERVISION,
    **DEBRIEFS,
    **BOUNDARIES,
    **REVIEWS,
    **FIGURES,
    **MEETINGS,
    **PACKS,
    **BOARD,
    **INSPECTIONS,
    **AUDITS,
    **GOVERNANCE_PAGES,
    **STANDARDS,
    **SAFE_CONTACT,
    **COMPETENCY,
    **LABELS,
    **SUPPORT,
    **ESCALATIONS,
    **ACTIONS,
    **BUILDER,
    **PEOPLE,
    **AUDIT,
    **RENDERING,
    **COMPLAINTS,
}

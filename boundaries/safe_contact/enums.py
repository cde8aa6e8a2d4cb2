"""The coded words of safe contact. What is agreed is what we do: there is no word here for what somebody is."""

from django.db import models


class SafeAction(models.TextChoices):
    """What workers do. What somebody gets less of than others is no safe contact: it is a restrictive decision."""

    ASK_FIRST = "ask_first", "We ask first what would make today easier"
    SAME_PEOPLE = "same_people", "The same two of us come, so that nobody has to begin anew"
    IN_TWOS = "in_twos", "Two of us go"
    RING_BEFORE = "ring_before", "We ring before we come"
    TELL_COLLEAGUE = "tell_colleague", "We tell a colleague when we go in, and when we are out"
    DAYLIGHT = "daylight", "We visit by daylight"
    AT_SERVICE = "at_service", "We meet at the service"
    OTHERS_NEAR = "others_near", "We meet where other people are near"
    NEAR_DOOR = "near_door", "We sit near the door, and so do they"
    ANIMALS_APART = "animals_apart", "We ask for animals to be in another room"
    QUIET_ROOM = "quiet_room", "We offer a quiet room, and time outside"
    NO_SURPRISE = "no_surprise", "We say beforehand what is hard to hear, and never at the door"


class Place(models.TextChoices):
    """Where somebody is who feels threatened."""

    OUT = "out", "On a visit, or out and about"
    SERVICE = "service", "At the service"
    PHONE = "phone", "On the phone or online"
    HOME = "home", "At home, or on the way there"

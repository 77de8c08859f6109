"""Whole days of different people: what is missing fails, and so does what is extra."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from scenario import WORKWEEK, Day

from backbreak.core.cycle import events as e

NIGHTS = dict.fromkeys(WORKWEEK, ("22:00-06:00",))


def holds(day: Day, number: int) -> list[tuple[str, str, str]]:
    """What held one entry's prompt back: reason, from, to."""
    return [(hold.reason, day.label(hold.start), day.label(hold.end)) for hold in day.entries[number].held]


def spells(day: Day) -> list[int]:
    """The minutes sat before each entry."""
    return [entry.sat_s // 60 for entry in day.entries]


def test_the_willing_take_every_break_they_are_invited_to() -> None:
    day = Day("09:00", hours=WORKWEEK).starts("11:01").finishes("11:03")
    day.locks("12:30").unlocks("13:31").starts("15:32").finishes("15:34").starts("17:35").finishes("17:37")
    day.locks("18:00").unlocks("+1 09:00").starts("+1 11:00").finishes("+1 11:02").until("+1 12:00")
    day.expect(
        "11:00 prompt", "11:01 session", "11:03 completed",
        "15:31 prompt", "15:32 session", "15:34 completed",
        "17:34 prompt", "17:35 session", "17:37 completed", "+1 11:00 prompt", "+1 11:00 session",
        "+1 11:02 completed",
    )  # fmt: skip
    assert spells(day) == [121, 121, 121, 120]


def test_the_snoozer_puts_one_prompt_off_all_morning_and_it_stays_one_entry() -> None:
    day = Day("09:00", hours=WORKWEEK)
    for at in ("11:02", "11:13", "11:24", "11:35"):
        day.snoozes(at)
    day.snoozes("11:46", 30).starts("12:18").finishes("12:20").until("13:25")
    day.expect(
        "11:00 prompt", "11:12 prompt", "11:23 prompt", "11:34 prompt", "11:45 prompt", "12:16 prompt",
        "12:18 session", "12:20 completed",
    )  # fmt: skip
    entry = day.entries[0]
    assert (entry.snoozes, entry.prompted, spells(day)) == (5, day.instant("11:00"), [198])


def test_a_long_lunch_is_one_natural_break_and_the_afternoon_counts_from_the_return() -> None:
    day = Day("09:00").starts("11:00").finishes("11:02").idles("12:10").locks("12:15").unlocks("13:40")
    day.until("15:39").expect("11:00 prompt", "11:00 session", "11:02 completed", "13:40 natural")
    assert day.entries[1].seconds == 90 * 60 and spells(day) == [120, 68]
    day.until("15:41").expect("15:40 prompt")


def test_short_locks_all_day_cost_no_prompt_and_no_more_than_the_grace() -> None:
    day = Day("09:00")
    for hour in range(9, 17):
        for minute in (20, 58):
            day.locks(f"{hour}:{minute}").unlocks(f"{hour}:{minute}:40")
            if hour % 2 == 1 and minute == 20 and hour > 9:
                day.starts(f"{hour}:{minute + 10}").finishes(f"{hour}:{minute + 12}")
    # Due at 11:00: back at 10:58:40, so asked at 11:01:40. Locked with the prompt open, it comes back after.
    day.until("17:00").expect(
        "11:01:40 prompt", "11:11:40 prompt", "11:23:40 prompt", "11:30 session", "11:32 completed",
        "13:30 session", "13:32 completed", "15:30 session", "15:32 completed",
    )  # fmt: skip
    assert holds(day, 0) == [
        ("just back", "11:00", "11:01:40"), ("away", "11:20", "11:20:40"),
        ("just back", "11:20:40", "11:23:40"),
    ]  # fmt: skip


def test_a_laptop_whose_lid_goes_up_and_down() -> None:
    day = Day("09:00").sleeps("09:50", wakes="09:53").sleeps("10:30", wakes="10:34:30")
    day.sleeps("10:59", wakes="11:01").until("11:04").expect("11:04 prompt")
    day.sleeps("11:06", wakes="11:08").until("11:11").expect("11:11 prompt")
    day.sleeps("11:15", wakes="12:45").until("14:44").expect("12:45 natural")
    natural = day.entries[0]
    assert (natural.prompted, natural.seconds) == (day.instant("11:04"), 5400.0)
    assert holds(day, 0) == [
        ("away", "11:00", "11:01"), ("just back", "11:01", "11:04"), ("away", "11:06", "11:08"),
        ("just back", "11:08", "11:11"), ("away", "11:15", "12:45"),
    ]  # fmt: skip
    day.until("14:46").expect("14:45 prompt").sleeps("17:00", wakes="+1 08:30")
    assert day.seen[-1] == "+1 08:30 natural" and len(day.entries) == 2


def test_a_three_hour_call_is_borne_for_an_hour_and_then_only_silently() -> None:
    day = Day("09:00").quiet("10:30", "microphone").until("13:30")
    day.expect(*(f"12:{minute:02} silent prompt" for minute in range(0, 60, 10)),
               "13:00 silent prompt", "13:10 silent prompt", "13:20 silent prompt",
               "13:30 silent prompt")  # fmt: skip
    day.quiet("13:32").until("13:34").expect("13:32:30 prompt").starts("13:35").finishes("13:37")
    day.until("15:36").expect("13:35 session", "13:37 completed")
    assert holds(day, 0) == [("microphone", "11:00", "12:00")] and spells(day) == [275]


def test_a_presentation_shows_nothing_to_the_audience_and_asks_when_it_is_over() -> None:
    day = Day("09:00").quiet("10:45", "fullscreen", "screen_share").until("11:40").expect()
    day.quiet("11:40", "screen_share").quiet("11:50").until("11:59").expect("11:50:30 prompt").skips("12:00")
    assert holds(day, 0) == [("fullscreen", "11:00", "11:40:30"), ("screen_share", "11:00", "11:50:30")]
    day.quiet("13:55", "screen_share").until("15:00").expect("12:00 skipped", "15:00 silent prompt")
    assert day.cycle.episode is not None and not day.cycle.episode.card
    day.quiet("15:01").until("15:05").expect("15:01:30 prompt")
    assert day.cycle.episode.card


def read_all_morning(*, reading: bool) -> Day:
    """Pages are turned every twenty minutes, and between them nothing is touched."""
    day = Day("09:00", reading=reading)
    for hour in (9, 10, 11):
        for minute in (1, 20, 40):
            day.idles(f"{hour}:{minute:02}").types(f"{hour}:{minute // 20 * 20 + 19}:30")
    return day.until("12:00")


def test_reading_all_morning_counts_as_leaving_unless_told_otherwise() -> None:
    returns = [f"{hour}:{minute}:30" for hour in ("09", "10", "11") for minute in (19, 39, 59)]
    read_all_morning(reading=False).expect(*(f"{at} natural" for at in returns))


def test_reading_all_morning_is_sitting_to_those_who_say_so() -> None:
    day = read_all_morning(reading=True).expect(*(f"11:{minute:02} prompt" for minute in range(0, 60, 10)),
                                                "12:00 prompt")  # fmt: skip
    assert day.entries == [] and day.cycle.spell_start == day.instant("09:00")


def test_a_night_shift_over_midnight_is_one_working_day() -> None:
    day = Day("21:30", hours=NIGHTS).until("23:29").expect().starts("23:31").finishes("23:33")
    day.idles("+1 02:00").types("+1 02:40").until("+1 04:39")
    day.expect("23:30 prompt", "23:31 session", "23:33 completed", "+1 01:33 prompt", "+1 01:43 prompt",
               "+1 01:53 prompt", "+1 02:40 natural")  # fmt: skip
    day.snoozes("+1 04:45").until("+1 05:59").skips("+1 05:59")
    day.locks("+1 06:10").unlocks("+1 21:55").until("+1 23:55")
    day.expect("+1 04:40 prompt", "+1 04:55 prompt", "+1 05:05 prompt", "+1 05:15 prompt", "+1 05:25 prompt",
               "+1 05:35 prompt", "+1 05:45 prompt", "+1 05:55 prompt", "+1 05:59 skipped",
               "+1 23:55 prompt")  # fmt: skip


def test_t14_travel_moves_the_working_hours_and_not_the_sitting() -> None:
    # From Berlin to New York, asleep on the way: it is 12:30 there, and the day goes on to 18:00.
    day = Day("09:00", zone="Europe/Berlin", hours=WORKWEEK).starts("11:00").finishes("11:02")
    day.sleeps("11:30", wakes="18:30").in_phase("off").expect(
        "11:00 prompt", "11:00 session", "11:02 completed", "18:30 natural"
    )
    day.travels("18:31", zone="America/New_York")
    assert day.label(day.now) == "12:31"
    day.in_phase("off").until("14:29").in_phase("sitting").until("14:30").expect("14:30 prompt")
    day.starts("14:31").finishes("14:33").until("16:33").expect(
        "14:31 session", "14:33 completed", "16:33 prompt"
    )
    day.skips("16:34").until("18:00").in_phase("off").expect("16:34 skipped")
    assert {entry.utc_offset_min for entry in day.entries} == {60, -300}


def test_t14_travel_in_the_middle_of_a_spell_leaves_its_two_hours_alone() -> None:
    day = Day("09:00", zone="Europe/Lisbon").travels("10:00", zone="Europe/Madrid").until("12:30")
    day.expect("12:00 prompt", "12:10 prompt", "12:20 prompt", "12:30 prompt")
    # Into a zone where the working day is over: what is open is missed, and the next morning begins anew.
    day = Day("11:00", zone="Europe/Lisbon", hours=WORKWEEK).until("13:31").expect("13:30 prompt")
    day.travels("13:32", zone="Asia/Tokyo").in_phase("off")
    assert day.label(day.now) == "22:32"
    day.locks("23:00").unlocks("+1 09:00").until("+1 11:00").expect("22:32 missed", "+1 11:00 prompt")


def test_a_crash_at_noon_loses_neither_the_snooze_nor_the_spell() -> None:
    day = Day("09:00").snoozes("11:55", 20).dies("12:00", back="12:03").until("12:16")
    day.expect(*(f"11:{minute:02} prompt" for minute in range(0, 60, 10)), "12:15 prompt")
    day.starts("12:16").does("12:17", 2).dies("12:17:30", back="12:18").finishes("12:19").until("14:18")
    day.expect("12:16 session", "12:19 completed")
    assert (len(day.entries), day.entries[0].snoozes, spells(day)) == (1, 1, [196])
    day.until("14:20").expect("14:19 prompt").dies("14:21", back="15:21").until("17:20")
    day.expect("15:21 natural")
    assert holds(day, 1) == []


def test_t15_a_pause_of_sixty_days_ends_on_its_day() -> None:
    day = Day("09:00").pauses("10:00", until="+60 10:00").until("+60 09:59").in_phase("paused").expect()
    day.until("+60 10:04").expect("+60 10:03 prompt")


def test_the_hours_change_while_somebody_works() -> None:
    day = Day("09:00", hours=WORKWEEK).until("12:29").in_phase("prompting")
    day.seen.clear()
    day.policy = Day(hours={**WORKWEEK, "monday": ("09:00-16:00",)}).policy
    day.post(e.PolicyChanged(day.now)).until("12:35").expect("12:30 prompt").skips("12:36")
    day.policy = Day(hours={**WORKWEEK, "monday": ("09:00-14:30",)}).policy
    day.post(e.PolicyChanged(day.now)).until("14:30").in_phase("off").expect("12:36 skipped")
    day.policy = Day(hours={}).policy
    day.post(e.PolicyChanged(day.now)).in_phase("sitting").until("14:36").expect("14:36 prompt")


def test_t13_both_nights_on_which_the_clocks_are_changed_keep_the_shift_and_the_two_hours() -> None:
    spring, autumn = datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 10, 24, 12, tzinfo=UTC)
    for on, minutes in ((spring, 420), (autumn, 540)):
        shift = {"saturday": ("22:00-06:00",)}
        day = Day("22:00", on=on, zone="Europe/Berlin", hours=shift)
        begun = day.now
        day.locks("22:01").unlocks("22:02").until("+1 00:00").skips("+1 00:00")
        assert day.cycle.due_at - day.now == timedelta(hours=2)
        day.until("+1 06:00").in_phase("off")
        assert day.now - begun == timedelta(minutes=minutes)
        assert [entry.outcome for entry in day.entries] == ["skipped", "missed"]
        assert day.entries[1].at == day.instant("+1 06:00")

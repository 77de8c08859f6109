"""The break cycle: `step(cycle, event, policy) -> (cycle, effects)`.

Theory of operation. The cycle is one frozen value. Events are facts that have happened, each at its instant;
effects are orders to the shell. There is no timer and no clock in here: `wake_at` says when the next Tick is
wanted, `deadline` what to tell people, and the shell keeps that promise.

    values     the cycle, its parts, the policy          events    facts in, orders out
    step       time passes, a fact is noted, settle      settle    the one place where the phase is chosen
    holding    the reasons not to prompt                 presence  away and back
    sessions   the session within the cycle              commands  snooze, skip, pause, resume, meeting
    deadlines  when to be woken, what to show            persist   the cycle as plain data, for state.json
    watchdog   whether it moved when it should have      rescue    a cycle no step can take further is left
"""

from backbreak.core.cycle.deadlines import deadline, opens_at, stamp_every, wake_at
from backbreak.core.cycle.step import step
from backbreak.core.cycle.values import Cycle, Phase, Policy, Task, begin, policy_of

__all__ = [
    "Cycle",
    "Phase",
    "Policy",
    "Task",
    "begin",
    "deadline",
    "opens_at",
    "policy_of",
    "stamp_every",
    "step",
    "wake_at",
]

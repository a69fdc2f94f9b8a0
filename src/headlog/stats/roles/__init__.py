"""What a sign's episodes were: warning, trigger-like, part of an attack, after-effect, unrelated."""

from headlog.stats.roles.answer import episode_roles
from headlog.stats.roles.evidence import CHANNELS, Channel, RoleData, RoleError
from headlog.stats.roles.live_risk import RiskScore, onset_risk, risk_score
from headlog.stats.roles.records import Attacks, Calendar, Episodes, Exposures
from headlog.stats.roles.result import CLAIMS, ROLES, Points, RoleResult, RoleSettings, Statement

__all__ = [
    "CHANNELS",
    "CLAIMS",
    "ROLES",
    "Attacks",
    "Calendar",
    "Channel",
    "Episodes",
    "Exposures",
    "Points",
    "RiskScore",
    "RoleData",
    "RoleError",
    "RoleResult",
    "RoleSettings",
    "Statement",
    "episode_roles",
    "onset_risk",
    "risk_score",
]

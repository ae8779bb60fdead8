"""Codes by which members invite others, and who was invited by whom."""

from dataclasses import dataclass


class InvitationError(Exception):
    """Something is not possible; `reason` says in a word or two why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class _Invitation:
    code: str
    by: str
    first_day: int
    last_day: int
    left: int
    email: str | None
    revoked: bool = False

    def state(self, day: int) -> str:
        if self.revoked:
            return "revoked"
        if self.left == 0:
            return "used up"
        if day < self.first_day:
            return "pending"
        return "expired" if day > self.last_day else "active"


class Invitations:
    """Members and codes; a member other than the founder has a quota of uses not yet redeemed.

    Raises:
        ValueError: If the quota is negative.
    """

    def __init__(self, founder: str, quota: int = 5) -> None:
        if quota < 0:
            raise ValueError(f"quota must not be negative, but is {quota}")
        self._founder = founder
        self._quota = quota
        self._inviters: dict[str, str | None] = {founder: None}
        self._codes: dict[str, _Invitation] = {}

    def issue(
        self, code: str, by: str, day: int, uses: int = 1, days: int = 14, email: str | None = None
    ) -> None:
        """Make a code; InvitationError if the member may not or the numbers are senseless."""
        if by not in self._inviters:
            raise InvitationError("not a member")
        if _key(code) in self._codes:
            raise InvitationError("taken")
        if uses < 1 or days < 1 or (email is not None and uses > 1):
            raise InvitationError("senseless")
        if by != self._founder:
            open_uses = sum(self._codes[_key(other)].left for other in self.active(day, by))
            if open_uses + uses > self._quota:
                raise InvitationError("quota")
        self._codes[_key(code)] = _Invitation(code.strip(), by, day, day + days - 1, uses, email)

    def state(self, code: str, day: int) -> str:
        """Return unknown, revoked, used up, pending, expired or active."""
        invitation = self._codes.get(_key(code))
        return invitation.state(day) if invitation else "unknown"

    def redeem(self, code: str, person: str, day: int, email: str = "") -> str:
        """Make a person a member and return who invited; InvitationError if the code is not for them."""
        state = self.state(code, day)
        if state != "active":
            raise InvitationError(state)
        if person in self._inviters:
            raise InvitationError("member")
        invitation = self._codes[_key(code)]
        if invitation.email is not None and invitation.email.lower() != email.lower():
            raise InvitationError("wrong email")
        invitation.left -= 1
        self._inviters[person] = invitation.by
        return invitation.by

    def left(self, code: str) -> int:
        """Return how many uses of a code are left."""
        invitation = self._codes.get(_key(code))
        if invitation is None or invitation.revoked:
            return 0
        return invitation.left

    def revoke(self, code: str, by: str) -> None:
        """Revoke a code; InvitationError unless `by` issued it or is the founder, and it has uses left."""
        invitation = self._codes.get(_key(code))
        if invitation is None:
            raise InvitationError("unknown")
        if by not in (invitation.by, self._founder):
            raise InvitationError("forbidden")
        if invitation.revoked or invitation.left == 0:
            raise InvitationError("revoked" if invitation.revoked else "used up")
        invitation.revoked = True

    def extend(self, code: str, day: int, days: int) -> int:
        """Let a code last longer and return its last day; InvitationError if it is over for good."""
        state = self.state(code, day)
        if state in ("unknown", "revoked", "used up"):
            raise InvitationError(state)
        if days < 1:
            raise InvitationError("senseless")
        invitation = self._codes[_key(code)]
        if state == "expired":
            invitation.first_day = day
            invitation.last_day = day - 1
        invitation.last_day += days
        return invitation.last_day

    def inviter(self, person: str) -> str | None:
        """Return who invited a member."""
        return self._inviters.get(person)

    def chain(self, person: str) -> list[str]:
        """Return who invited a member, who invited that one, and so on to the founder."""
        inviter = self.inviter(person)
        return [] if inviter is None else [inviter, *self.chain(inviter)]

    def descendants(self, person: str) -> list[str]:
        """Return all members that a person invited, directly or not, in the order they joined."""
        return [member for member in self._inviters if person in self.chain(member)]

    def members(self) -> list[str]:
        """Return all members in the order they joined."""
        return list(self._inviters)

    def active(self, day: int, by: str | None = None) -> list[str]:
        """Return the codes that can be redeemed, those that end first in front."""
        found = [
            invitation
            for invitation in self._codes.values()
            if invitation.state(day) == "active" and by in (None, invitation.by)
        ]
        return [invitation.code for invitation in sorted(found, key=lambda invitation: invitation.last_day)]


def _key(code: str) -> str:
    return code.strip().lower()

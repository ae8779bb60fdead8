"""Sessions of users, which end when they are not used, and after a while in any case."""

from dataclasses import dataclass, field


@dataclass
class _Session:
    number: int
    user: str
    opened: int
    used: int
    confirmed_until: int = 0
    values: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.user}-{self.number}"


class SessionStore:
    """Sessions by id, at most `per_user` of a user; times are whole seconds.

    Raises:
        ValueError: If a number is below 1, or `absolute` below `idle`.
    """

    def __init__(self, idle: int = 1800, absolute: int = 43200, per_user: int = 3) -> None:
        if idle < 1 or per_user < 1:
            raise ValueError("idle and per_user must be at least 1")
        if absolute < idle:
            raise ValueError("absolute must not be below idle")
        self._idle = idle
        self._absolute = absolute
        self._per_user = per_user
        self._sessions: dict[str, _Session] = {}
        self._opened = 0

    def __len__(self) -> int:
        return len(self._sessions)

    def start(self, user: str, now: int) -> str:
        """Open a session and return its id; the sessions used longest ago make room for it."""
        alive = self.active(user, now)
        for session_id in alive[self._per_user - 1 :]:
            del self._sessions[session_id]
        return self._keep(_Session(self._next_number(), user, now, now))

    def touch(self, session_id: str, now: int) -> str | None:
        """Use a session; return its user, or None if it is over."""
        session = self._use(session_id, now)
        return session.user if session else None

    def expires_at(self, session_id: str) -> int | None:
        """Return when a session ends if it is not used any more; None if it is not there."""
        session = self._sessions.get(session_id)
        return self._end(session) if session else None

    def rotate(self, session_id: str, now: int) -> str | None:
        """Give a session a new id and return it, or None if it is over."""
        session = self._use(session_id, now)
        if session is None:
            return None
        del self._sessions[session_id]
        session.number = self._next_number()
        return self._keep(session)

    def put(self, session_id: str, key: str, value: str, now: int) -> bool:
        """Store a value in a session; tell whether it was alive."""
        session = self._use(session_id, now)
        if session is None:
            return False
        session.values[key] = value
        return True

    def get(self, session_id: str, key: str, now: int) -> str | None:
        """Return a value from a session, None if there is none or the session is over."""
        session = self._use(session_id, now)
        return session.values.get(key) if session else None

    def confirm(self, session_id: str, now: int, seconds: int = 300) -> bool:
        """Note that the user gave the password again; tell whether the session was alive."""
        session = self._use(session_id, now)
        if session is None:
            return False
        session.confirmed_until = now + seconds
        return True

    def confirmed(self, session_id: str, now: int) -> bool:
        """Tell whether the user gave the password a short time ago."""
        session = self._sessions.get(session_id)
        return session is not None and now < min(session.confirmed_until, self._end(session))

    def close(self, session_id: str) -> bool:
        """Drop a session; tell whether it was there."""
        return self._sessions.pop(session_id, None) is not None

    def close_others(self, session_id: str, now: int) -> int:
        """Drop the other sessions of a session's user; return how many of them were alive."""
        session = self._use(session_id, now)
        if session is None:
            return 0
        alive = len(self.active(session.user, now))
        self._sessions = {
            key: other
            for key, other in self._sessions.items()
            if other.user != session.user or key == session_id
        }
        return alive - 1

    def active(self, user: str, now: int) -> list[str]:
        """Return the ids of a user's sessions that are alive, the one used last first."""
        alive = [
            session
            for session in self._sessions.values()
            if session.user == user and now < self._end(session)
        ]
        alive.sort(key=lambda session: (session.used, session.number), reverse=True)
        return [session.id for session in alive]

    def purge(self, now: int) -> int:
        """Drop the sessions that are over; return how many."""
        over = [key for key, session in self._sessions.items() if now >= self._end(session)]
        for key in over:
            del self._sessions[key]
        return len(over)

    def _use(self, session_id: str, now: int) -> _Session | None:
        session = self._sessions.get(session_id)
        if session is None:
            return None
        if now >= self._end(session):
            del self._sessions[session_id]
            return None
        session.used = now
        return session

    def _end(self, session: _Session) -> int:
        return min(session.used + self._idle, session.opened + self._absolute)

    def _keep(self, session: _Session) -> str:
        self._sessions[session.id] = session
        return session.id

    def _next_number(self) -> int:
        self._opened += 1
        return self._opened

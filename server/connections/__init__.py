"""What stands between a connection and the application, as ASGI middleware; the first comes first.

- `BearerToken`: who may come in
- `BodyLimit`: how large an HTTP body may be
- `Patience`: how long a WebSocket may be silent or slow; tells those that are open when the server stops
- `MessageGuard`: which WebSocket messages go through
"""

from tracefix_rl.server.connections.bodies import BodyLimit
from tracefix_rl.server.connections.messages import MessageGuard
from tracefix_rl.server.connections.patience import Connections, Patience
from tracefix_rl.server.connections.token import BearerToken

__all__ = ["BearerToken", "BodyLimit", "Connections", "MessageGuard", "Patience"]

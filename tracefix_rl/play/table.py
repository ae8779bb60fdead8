"""The loop: a command is read, carried out, and what came of it is shown."""

from __future__ import annotations

from tracefix_rl.play.commands import Command, CommandError, Kind, read_command
from tracefix_rl.play.editor import Editor, EditorError
from tracefix_rl.play.game import Game, Refused
from tracefix_rl.play.reading import Reader
from tracefix_rl.play.view import View
from tracefix_rl.session import SessionError, SessionLostError
from tracefix_rl.trajectories.record import Outcome, Trajectory

_YES = ("y", "yes")


class _LeftError(Exception):
    """The player goes."""


class Table:
    """Where a person sits down to play one game, which has been started.

    Args:
        game: The game.
        view: Shows it.
        reader: Where commands are typed.
        editor: How lines are written.
    """

    def __init__(self, game: Game, view: View, reader: Reader, editor: Editor) -> None:
        self._game = game
        self._view = view
        self._reader = reader
        self._editor = editor
        self._brief = str(game.observation.metadata.get("system_prompt", ""))

    def play(self) -> Trajectory:
        """Play to the end, or until the player goes; return the record."""
        try:
            while not self._game.observation.done:
                self._once()
        except _LeftError:
            self._view.left(self._game)
            return self._game.ended(Outcome.INTERRUPTED, "the player left")
        except KeyboardInterrupt:
            self._view.say("\nInterrupted.")
            self._view.left(self._game)
            return self._game.ended(Outcome.INTERRUPTED, "interrupted")
        except SessionLostError as error:
            self._view.refused(str(error))
            return self._game.ended(Outcome.SESSION_LOST, str(error))
        self._view.result(self._game)
        return self._game.ended(Outcome(self._game.observation.metadata["stop_reason"]))

    def _once(self) -> None:
        """Take one command; whatever is wrong with it is said, and the game goes on."""
        command = self._next()
        if command is None:
            return
        try:
            self._carry_out(command)
        except (Refused, EditorError) as error:
            self._view.refused(str(error))
        except SessionLostError:
            raise
        except SessionError as error:
            self._view.refused(f"{error}; no step was spent")

    def _next(self) -> Command | None:
        left = self._game.observation.steps_remaining
        self._view.say("")
        try:
            typed = self._reader.read(f"{left} left> ")
        except KeyboardInterrupt:
            self._view.say("\nq leaves, ? lists the commands")
            return None
        if typed is None:
            return Command(Kind.QUIT)
        try:
            return read_command(typed)
        except CommandError as error:
            self._view.refused(str(error))
            return None

    def _carry_out(self, command: Command) -> None:
        game, view = self._game, self._view
        match command.kind:
            case Kind.HELP:
                view.help()
            case Kind.BRIEF:
                view.brief(self._brief)
            case Kind.HISTORY:
                view.history(game)
            case Kind.VIEW:
                if command.first is not None:
                    game.check_range(*_range(command))
                view.code(game.lines, command.first or 1, command.last)
            case Kind.EDIT:
                self._edit(command)
            case Kind.INSERT:
                first, _ = _range(command)
                game.check_place(first)
                self._write(first, first - 1)
            case Kind.DELETE:
                game.check_range(*_range(command))
                view.turn(game.replace(*_range(command), []))
            case Kind.TESTS:
                with view.running_tests():
                    turn = game.run_tests()
                view.turn(turn)
            case Kind.UNDO:
                view.turn(game.undo())
            case Kind.RESET:
                view.turn(game.reset())
            case Kind.SUBMIT:
                self._submit()
            case Kind.QUIT:
                self._quit()

    def _edit(self, command: Command) -> None:
        first, last = (1, len(self._game.lines)) if command.first is None else _range(command)
        self._game.check_range(first, last)
        self._write(first, last)

    def _write(self, first: int, last: int) -> None:
        new = self._editor.edit(self._game.lines, first, last)
        if new is None:
            self._view.say("Nothing is changed.")
        else:
            self._view.turn(self._game.replace(first, last, new))

    def _submit(self) -> None:
        doubt = self._doubt()
        if doubt and not self._confirmed(f"{doubt} Submit all the same?"):
            return
        with self._view.running_tests():
            turn = self._game.submit()
        self._view.turn(turn)

    def _doubt(self) -> str:
        """Say what speaks against submitting; empty if nothing does."""
        tests = self._game.tests
        if tests is None:
            return "The tests were not run on the code as it is now."
        failing = sum(not each.passed for each in tests)
        return f"{failing} of {len(tests)} visible tests fail." if failing else ""

    def _quit(self) -> None:
        if self._game.has_edits and not self._confirmed("Your edits would be lost. Leave?"):
            return
        raise _LeftError

    def _confirmed(self, question: str) -> bool:
        """Ask; where nobody can be asked, or nobody answers, it is a yes."""
        if not self._reader.is_terminal:
            return True
        try:
            answer = self._reader.read(f"{question} [y/N] ")
        except KeyboardInterrupt:
            self._view.say("")
            return False
        return answer is None or answer.strip().lower() in _YES


def _range(command: Command) -> tuple[int, int]:
    assert command.first is not None
    assert command.last is not None
    return command.first, command.last

/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.terminal;

import dev.kdn.error.CancelledException;
import dev.kdn.error.EngineException;
import dev.kdn.error.OutputException;
import dev.kdn.error.UnavailableException;
import dev.kdn.process.Cancellation;
import dev.kdn.process.TerminalDevice;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/// The user's end of a command that runs elsewhere: kdn's own streams, for one command after the other.
public final class UserTerminal {
    private static final TerminalDevice KEYBOARD = new TerminalDevice(0);
    private static final TerminalDevice SCREEN = new TerminalDevice(1);

    // What a program that runs on may have left behind: reports of the mouse, of the focus and of pasting, other cursor
    // keys, the second screen, a hidden cursor, colours. Not ?1049, which also moves the cursor.
    private static final String ORDINARY =
            "\033[?1000;1002;1003;1006;1004;2004l\033[?1l\033>\033[?1047l\033[?25h\033[0m";
    private static final String DETACHED = "detached; the command goes on in the workspace\n";

    private final UserInput input;
    private final OutputStream out;
    private final OutputStream err;
    private final Cancellation cancellation;

    /// Nothing is read or changed yet.
    ///
    /// @param in raw standard input
    /// @param out raw standard output
    /// @param err raw standard error
    /// @param cancellation of this process; it interrupts whoever waits here
    public UserTerminal(InputStream in, OutputStream out, OutputStream err, Cancellation cancellation) {
        this(new UserInput(in), out, err, cancellation);
    }

    private UserTerminal(UserInput input, OutputStream out, OutputStream err, Cancellation cancellation) {
        this.input = input;
        this.out = out;
        this.err = err;
        this.cancellation = cancellation;
    }

    /// Runs `work` while a program has the user's terminal as kdn has it, and Ctrl-C is meant for that program.
    public <T> T lending(Supplier<T> work) {
        return cancellation.leavingCtrlCToChild(work);
    }

    /// Connects the streams as they are, for a command without a terminal, until it ends. At the end of standard input
    /// the command's input is ended.
    ///
    /// @throws CancelledException after a signal
    /// @throws EngineException if the connection breaks
    /// @throws OutputException if the output cannot be written
    public Ending connect(RemoteCommand remote) {
        return new Session(remote, Optional.of(input), DetachKeys.OFF, out, err).run();
    }

    /// As [#connect(RemoteCommand)], for a command that gets no input.
    public Ending connectOutput(RemoteCommand remote) {
        return new Session(remote, Optional.empty(), DetachKeys.OFF, out, err).run();
    }

    /// The same with other outputs than the user's.
    public UserTerminal with(OutputStream otherOut, OutputStream otherErr) {
        return new UserTerminal(input, otherOut, otherErr, cancellation);
    }

    /// The same with another input than the user's.
    public UserTerminal with(InputStream otherInput) {
        return new UserTerminal(new UserInput(otherInput), out, err, cancellation);
    }

    /// Connects the user's terminal with a command that has a terminal of its own, until it ends or the user detaches,
    /// which the user is then told. The terminal has its settings back whatever happens.
    ///
    /// @throws UnavailableException if standard input is no terminal, or one that cannot pass on every key
    /// @throws CancelledException after a signal
    /// @throws EngineException if the connection breaks
    /// @throws OutputException if the output cannot be written
    public Ending connectRaw(RemoteCommand remote, DetachKeys keys) {
        Ending ending;
        try (Resizer resizer = Resizer.start(KEYBOARD::size, remote::resize);
                RawTerminal _ = RawTerminal.enter(KEYBOARD, cancellation, resizer::changed)) {
            ending = onScreen(new Session(remote, Optional.of(input), keys, out, err));
        }
        if (ending == Ending.DETACHED) {
            say(err, DETACHED);
        }
        return ending;
    }

    /// A program that has ended has tidied up the screen; one that goes on has not.
    private Ending onScreen(Session session) {
        Ending ending = Ending.UNREAD;
        try {
            ending = session.run();
            return ending;
        } finally {
            if (ending != Ending.ENDED && SCREEN.isTerminal()) {
                say(out, ORDINARY + "\r\n");
            }
        }
    }

    private static void say(OutputStream stream, String text) {
        try {
            stream.write(text.getBytes(StandardCharsets.US_ASCII));
            stream.flush();
        } catch (IOException unheard) {
            // There is nowhere left to tell.
        }
    }
}

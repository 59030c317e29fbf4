/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Takes what the user types to a command, for one session.
final class InputCopy {
    private final UserInput user;
    private final DetachFilter filter;
    private final AtomicBoolean over = new AtomicBoolean();

    InputCopy(UserInput user, DetachKeys keys) {
        this.user = user;
        this.filter = new DetachFilter(keys);
    }

    /// Copies until the user's input ends, which ends the command's, until the user detaches, which does not, or until
    /// [#stop].
    ///
    /// @return whether the user has detached
    /// @throws IOException if the command takes no more
    boolean run(OutputStream command) throws IOException, InterruptedException {
        while (!filter.isDetached()) {
            Optional<byte[]> piece = user.take(over::get);
            if (piece.isEmpty()) {
                return false;
            }
            boolean ended = piece.get().length == 0;
            byte[] passed = ended ? filter.rest() : filter.pass(piece.get());
            if (passed.length > 0) {
                command.write(passed);
                command.flush();
            }
            if (ended) {
                command.close();
                return false;
            }
        }
        return true;
    }

    /// Ends a wait for keys; they are for the next session.
    void stop() {
        over.set(true);
        user.wake();
    }
}

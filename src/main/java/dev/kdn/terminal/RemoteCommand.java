/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.terminal;

import dev.kdn.process.TerminalDevice;
import java.io.IOException;
import java.io.OutputStream;

/// A command somewhere else that has been started, to be connected with the user. Its methods are called from several
/// threads.
public interface RemoteCommand {
    /// Where what the user types goes. Closing it ends the command's input and nothing else; after detaching it is left
    /// open.
    OutputStream input();

    /// Copies what the command prints until it ends; each piece is written at once.
    ///
    /// @param out its output, or both its outputs when it has a terminal; a write that fails ends the session
    /// @param err its error output
    /// @throws IOException if the connection breaks
    void copyOutput(OutputStream out, OutputStream err) throws IOException, InterruptedException;

    /// Tells it the size of the user's terminal: in the beginning and after each change, one call at a time. A call
    /// that throws is tried again for some seconds, since the command may not have got as far.
    void resize(TerminalDevice.Size size);

    /// Has writes to [#input] and [#copyOutput] end soon, while what runs there goes on. Called when the session ends
    /// before the command does; [#copyOutput] is interrupted afterwards.
    void disconnect();
}

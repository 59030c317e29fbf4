/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// A connection to an engine: two streams, the one to it can be ended while the other goes on. An interrupt of a thread
/// that waits on it closes it. Who opened it gives it to the [Call], which closes it.
interface Wire {
    InputStream input();

    OutputStream output();

    /// Tells the engine that nothing more comes.
    void endOutput() throws IOException;

    /// What the way to the engine complained about, to be asked once it has ended; empty if nothing.
    default String complaint() {
        return "";
    }
}

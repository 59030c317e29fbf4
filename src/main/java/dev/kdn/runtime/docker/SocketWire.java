/* SPDX-License-Identifier: Apache-2.0 */
package dev.kdn.runtime.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/// Over a plain socket, of the file system or of TCP.
record SocketWire(SocketChannel channel, InputStream input, OutputStream output) implements Wire {
    static SocketWire over(SocketChannel channel) {
        return new SocketWire(channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
    }

    @Override
    public void endOutput() throws IOException {
        channel.shutdownOutput();
    }
}
